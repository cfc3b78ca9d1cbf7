using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IssueAi.Streaming;

/// <summary>The bytes of one event on the wire: <c>data: </c>, one line of JSON, an empty line.</summary>
internal static class EventBlock
{
    // Frames aren't embedded into HTML, so other scripts stay readable.
    private static readonly JsonWriterOptions ReadableJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the comment that opens a stream where the host sends no headers before the body, as a separate block.</summary>
    public static ReadOnlySpan<byte> Opening => ": ok\n\n"u8;

    /// <summary>Gets the comment that keeps proxies from closing a silent stream, as a separate block.</summary>
    public static ReadOnlySpan<byte> KeepAlive => ": keep-alive\n\n"u8;

    private static ReadOnlySpan<byte> TextStart => "data: {\"type\":\"text\",\"content\":\""u8;

    private static ReadOnlySpan<byte> TextEnd => "\"}\n\n"u8;

    /// <summary>Writes a <c>text</c> event.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="escapedText">The inside of a JSON string, in UTF-8.</param>
    public static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> escapedText)
    {
        var length = TextStart.Length + escapedText.Length + TextEnd.Length;
        var block = output.GetSpan(length);
        TextStart.CopyTo(block);
        escapedText.CopyTo(block[TextStart.Length..]);
        TextEnd.CopyTo(block[(TextStart.Length + escapedText.Length)..]);
        output.Advance(length);
    }

    public static void Write(IBufferWriter<byte> output, StreamFrame frame)
    {
        output.Write("data: "u8);
        using (var json = new Utf8JsonWriter(output, ReadableJson))
            JsonSerializer.Serialize(json, frame, StreamJsonContext.Default.StreamFrame);
        output.Write("\n\n"u8);
    }

    /// <summary>Writes the <c>id:</c> line that goes before an event of a resumable stream.</summary>
    public static void WriteId(IBufferWriter<byte> output, int number)
    {
        output.Write("id: "u8);
        var digits = output.GetSpan(10);
        number.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\n"u8);
    }

    /// <summary>Tells how many bytes the first event takes; 0 where it isn't whole.</summary>
    public static int LengthOfFirst(ReadOnlySpan<byte> blocks)
    {
        var end = blocks.IndexOf("\n\n"u8);
        return end < 0 ? 0 : end + 2;
    }

    public static int Count(ReadOnlySpan<byte> blocks) => blocks.Count("\n\n"u8);

    public static bool IsText(ReadOnlySpan<byte> block) => block.StartsWith(TextStart);

    /// <summary>Takes an event's JSON out of its block.</summary>
    public static ReadOnlySpan<byte> PayloadOf(ReadOnlySpan<byte> block) => block["data: ".Length..^"\n\n".Length];

    /// <summary>Takes the escaped text out of a <c>text</c> event's block; empty for any other event.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> block) =>
        IsText(block) ? block[TextStart.Length..^TextEnd.Length] : [];
}
