using System.Text;
using System.Text.Json;

namespace IssueAi.Streaming;

/// <summary>A response's text and result, read from its events.</summary>
/// <param name="Text">The text of all events, without the text that the content filter withdrew.</param>
/// <param name="Result">The answer as typed values; null where there is none.</param>
internal sealed record ResponseContent(string Text, JsonElement? Result)
{
    public static readonly ResponseContent Empty = new(string.Empty, Result: null);

    private static readonly int DataLength = "data: ".Length;

    public static ResponseContent Read(ReadOnlySpan<byte> events)
    {
        var pieces = new List<string>();
        JsonElement? result = null;
        while (EventBlock.LengthOfFirst(events) is var length and > 0)
        {
            pieces.Add(string.Empty);
            Read(JsonElement.Parse(events[DataLength..length]), pieces, ref result);
            events = events[length..];
        }

        return new(new StringBuilder().AppendJoin(string.Empty, pieces).ToString(), result);
    }

    private static void Read(JsonElement frame, List<string> pieces, ref JsonElement? result)
    {
        switch (frame.GetProperty("type").GetString())
        {
            case "text":
                pieces[^1] = frame.GetProperty("content").GetString()!;
                break;
            case "retract":
                for (var number = frame.GetProperty("after").GetInt32(); number < pieces.Count; number++) pieces[number] = string.Empty;
                break;
            case "result":
                result = frame.GetProperty("value");
                break;
        }
    }
}
