using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>A value as <c>application/json</c>, in UTF-8 with other scripts left readable.</summary>
internal sealed class JsonResult<T>(T value, JsonTypeInfo<T> type) : IResult
{
    // It is never put into HTML as it is.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the status. The default is 200.</summary>
    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCode;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        var body = ContentCoding.OpenBody(httpContext, comesInPieces: false);
        await using (var json = new Utf8JsonWriter(body, Readable)) JsonSerializer.Serialize(json, value, type);
        await body.FlushAsync(httpContext.RequestAborted);
        await ContentCoding.CloseBodyAsync(httpContext, body);
    }
}
