using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>
/// Writes the events of a stream straight into the response's pipe, each flushed at once. One writer per stream, used
/// again for every chunk.
/// </summary>
internal sealed class ChunkWriter(PipeWriter output, CompletionPlan plan) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(output, CompletionJson.WriterOptions);

    // The asynchronous filter lets tokens through unchecked and reports on them later.
    private readonly bool _checksTokens = plan.IsAzure && plan.Scenario.Failure is not SimulatedFailure.AsyncFiltered;

    public void Dispose() => _json.Dispose();

    public ValueTask WritePromptFilterAsync(CancellationToken cancellationToken)
    {
        Begin();
        _json.WriteStartArray("choices"u8);
        _json.WriteEndArray();
        WriteEmptyIdentity();
        CompletionJson.WritePromptFilterResults(_json);
        return EndAsync(cancellationToken);
    }

    public ValueTask WriteRoleAsync(CancellationToken cancellationToken)
    {
        BeginChoice(FilterResults.None);
        _json.WriteStartObject("delta"u8);
        _json.WriteString("content"u8, ""u8);
        _json.WriteNull("refusal"u8);
        _json.WriteString("role"u8, "assistant"u8);
        _json.WriteEndObject();
        _json.WriteNull("finish_reason"u8);
        return EndChoiceAsync(0, 0, cancellationToken);
    }

    public ValueTask WriteTokenAsync(int index, CancellationToken cancellationToken)
    {
        BeginChoice(FilterResults.Safe);
        _json.WriteStartObject("delta"u8);
        _json.WriteString("content"u8, plan.Tokens[index]);
        _json.WriteEndObject();
        _json.WriteNull("finish_reason"u8);
        return EndChoiceAsync(index, 1, cancellationToken);
    }

    public ValueTask WriteFinishAsync(string reason, CancellationToken cancellationToken)
    {
        BeginChoice(reason is "content_filter" ? FilterResults.Stopped : FilterResults.None);
        _json.WriteStartObject("delta"u8);
        _json.WriteEndObject();
        _json.WriteString("finish_reason"u8, reason);
        return EndChoiceAsync(0, 0, cancellationToken);
    }

    /// <summary>Writes the asynchronous filter's findings between two offsets, counted from the prompt's beginning.</summary>
    public ValueTask WriteAnnotationAsync(int start, int end, bool stops, CancellationToken cancellationToken)
    {
        Begin();
        _json.WriteStartArray("choices"u8);
        _json.WriteStartObject();
        _json.WriteStartObject("content_filter_offsets"u8);
        _json.WriteNumber("check_offset"u8, start);
        _json.WriteNumber("start_offset"u8, start);
        _json.WriteNumber("end_offset"u8, end);
        _json.WriteEndObject();
        CompletionJson.WriteFilterResults(_json, stops ? FilterResults.ProtectedMaterial : FilterResults.Safe);
        if (stops) _json.WriteString("finish_reason"u8, "content_filter"u8);
        else _json.WriteNull("finish_reason"u8);
        _json.WriteNumber("index"u8, 0);
        _json.WriteEndObject();
        _json.WriteEndArray();
        WriteEmptyIdentity();
        return EndAsync(cancellationToken);
    }

    public ValueTask WriteUsageAsync(int tokensSent, CancellationToken cancellationToken)
    {
        Begin();
        _json.WriteStartArray("choices"u8);
        _json.WriteEndArray();
        CompletionJson.WriteIdentity(_json, plan, "chat.completion.chunk"u8);
        CompletionJson.WriteUsage(_json, plan.UsageAfter(tokensSent));
        return EndAsync(cancellationToken);
    }

    public ValueTask WriteErrorAsync(CancellationToken cancellationToken) =>
        WriteDataAsync("""{"error":{"code":"500","message":"The simulated model failed halfway.","param":null,"type":"server_error"}}"""u8, cancellationToken);

    public ValueTask WriteDoneAsync(CancellationToken cancellationToken) => WriteDataAsync("[DONE]"u8, cancellationToken);

    public ValueTask WriteDataAsync(ReadOnlySpan<byte> data, CancellationToken cancellationToken)
    {
        output.Write("data: "u8);
        output.Write(data);
        output.Write("\n\n"u8);
        return FlushAsync(cancellationToken);
    }

    private void Begin()
    {
        output.Write("data: "u8);
        _json.Reset();
        _json.WriteStartObject();
    }

    private void BeginChoice(ReadOnlySpan<byte> filterResults)
    {
        Begin();
        _json.WriteStartArray("choices"u8);
        _json.WriteStartObject();
        if (_checksTokens) CompletionJson.WriteFilterResults(_json, filterResults);
    }

    private ValueTask EndChoiceAsync(int token, int tokens, CancellationToken cancellationToken)
    {
        _json.WriteNumber("index"u8, 0);
        CompletionJson.WriteLogProbabilities(_json, plan, token, tokens);
        _json.WriteEndObject();
        _json.WriteEndArray();
        CompletionJson.WriteIdentity(_json, plan, "chat.completion.chunk"u8);
        if (plan.Request.IncludeUsage) _json.WriteNull("usage"u8);
        return EndAsync(cancellationToken);
    }

    private void WriteEmptyIdentity()
    {
        _json.WriteNumber("created"u8, 0);
        _json.WriteString("id"u8, ""u8);
        _json.WriteString("model"u8, ""u8);
        _json.WriteString("object"u8, ""u8);
    }

    private ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n\n"u8);
        return FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await output.FlushAsync(cancellationToken);

        // Kestrel discards writes to a closed connection.
        cancellationToken.ThrowIfCancellationRequested();
    }
}
