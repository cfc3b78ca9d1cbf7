using System.Globalization;
using System.Text.Json;
using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>A response that is no answer, in the shape the service gives its errors.</summary>
internal sealed record ErrorAnswer(int Status, string Code, string Message)
{
    public string? Parameter { get; init; }

    public string? Type { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets what the content filter found in the prompt; null where it isn't the content filter's answer.</summary>
    public string? FilteredBy { get; init; }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentType = "application/json";
        if (RetryAfter is { } delay) SetRetryAfter(response, delay);

        WriteBody(response);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static void SetRetryAfter(HttpResponse response, TimeSpan delay)
    {
        response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.Headers["retry-after-ms"] = Math.Ceiling(delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }

    private void WriteBody(HttpResponse response)
    {
        using var json = new Utf8JsonWriter(response.BodyWriter, CompletionJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, Code);
        json.WriteString("message"u8, Message);
        json.WriteString("param"u8, Parameter);
        json.WriteString("type"u8, Type);
        if (FilteredBy is not null) WriteInnerError(json, FilteredBy);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteInnerError(Utf8JsonWriter json, string category)
    {
        json.WriteNumber("status"u8, Status);
        json.WriteStartObject("innererror"u8);
        json.WriteString("code"u8, "ResponsibleAIPolicyViolation"u8);
        json.WritePropertyName("content_filter_result"u8);
        FilterResults.WriteStoppedPrompt(json, category);
        json.WriteEndObject();
    }
}
