using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IssueAi.Streaming;

/// <summary>
/// The UI message stream of the Vercel AI SDK: text as one part that grows, everything else as <c>data-…</c> parts under
/// the names of the contract's frames, failures as <c>error</c> parts.
/// </summary>
internal sealed class UiMessageEncoding : IStreamEncoding
{
    private static readonly JsonWriterOptions ReadableJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool _isTextOpen;

    private static ReadOnlySpan<byte> TextStart => "data: {\"type\":\"text-start\",\"id\":\"text\"}\n\n"u8;

    private static ReadOnlySpan<byte> TextEnd => "data: {\"type\":\"text-end\",\"id\":\"text\"}\n\n"u8;

    public void WriteStart(IBufferWriter<byte> output, string responseId) => WritePart(output, "start", json => json.WriteString("messageId"u8, responseId));

    public void WriteEvents(IBufferWriter<byte> output, EventBatch batch)
    {
        for (var number = batch.After + 1; number <= batch.After + batch.Count; number++)
        {
            var block = batch.Block(number);
            if (EventBlock.IsText(block)) WriteText(output, EventBlock.TextOf(block));
            else WriteData(output, JsonElement.Parse(EventBlock.PayloadOf(block)));
        }
    }

    public void WriteTerminal(IBufferWriter<byte> output, StreamFrame terminal, int? number)
    {
        if (_isTextOpen) output.Write(TextEnd);
        if (terminal is StreamFrame.Error error)
        {
            WritePart(output, "error", json => json.WriteString("errorText"u8, error.Message));
        }
        else
        {
            WriteData(output, JsonSerializer.SerializeToElement(terminal, StreamJsonContext.Default.StreamFrame));
            WritePart(output, "finish");
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    private void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> escapedText)
    {
        if (!_isTextOpen) output.Write(TextStart);
        _isTextOpen = true;
        output.Write("data: {\"type\":\"text-delta\",\"id\":\"text\",\"delta\":\""u8);
        output.Write(escapedText);
        output.Write("\"}\n\n"u8);
    }

    // A frame has its data in 'value', or beside 'type'.
    private static void WriteData(IBufferWriter<byte> output, JsonElement frame) =>
        WritePart(output, $"data-{frame.GetProperty("type").GetString()}", json =>
        {
            json.WritePropertyName("data"u8);
            if (frame.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object)
            {
                value.WriteTo(json);
                return;
            }

            json.WriteStartObject();
            foreach (var property in frame.EnumerateObject().Where(property => !property.NameEquals("type"u8))) property.WriteTo(json);
            json.WriteEndObject();
        });

    private static void WritePart(IBufferWriter<byte> output, string type, Action<Utf8JsonWriter>? writeRest = null)
    {
        output.Write("data: "u8);
        using (var json = new Utf8JsonWriter(output, ReadableJson))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            writeRest?.Invoke(json);
            json.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }
}
