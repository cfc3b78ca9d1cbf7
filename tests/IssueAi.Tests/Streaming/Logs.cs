using System.Text;
using IssueAi.Streaming;
using IssueAi.Tests.Text;

namespace IssueAi.Tests.Streaming;

/// <summary>Reads logs for tests.</summary>
internal static class Logs
{
    public static readonly StreamFrame End = ErrorFrames.Create(ErrorCode.Cancelled, "r");

    /// <summary>Returns the text of each published event.</summary>
    public static List<string> Texts(ResponseLog log)
    {
        using var reader = log.OpenReader();
        return Texts(reader.Read());
    }

    /// <summary>Returns the text of each event of a batch.</summary>
    public static List<string> Texts(EventBatch batch) =>
        [.. Enumerable.Range(batch.After + 1, batch.Count).Select(number => Escaping.Unescape(EventBlock.TextOf(batch.Block(number))))];

    /// <summary>Returns the JSON of each event, published or not.</summary>
    public static List<string> Payloads(ResponseLog log)
    {
        log.TryComplete(End);
        using var reader = log.OpenReader();
        var batch = reader.Read();
        return [.. Enumerable.Range(1, batch.Count).Select(number => Utf8(EventBlock.PayloadOf(batch.Block(number))))];
    }

    public static void AppendText(this ResponseLog log, string text) => log.AppendText(Escaping.Escape(text, way: 2));

    public static string Utf8(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
