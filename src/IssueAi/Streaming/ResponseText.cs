using System.Text;
using System.Text.Json;

namespace IssueAi.Streaming;

/// <summary>Reads an answer's text from its events.</summary>
internal static class ResponseText
{
    private static readonly int DataLength = "data: ".Length;

    /// <summary>Puts the text of all events together, less what the content filter withdrew.</summary>
    public static string Read(ReadOnlySpan<byte> events)
    {
        var pieces = new List<string>();
        while (EventBlock.LengthOfFirst(events) is var length and > 0)
        {
            pieces.Add(string.Empty);
            Read(JsonElement.Parse(events[DataLength..length]), pieces);
            events = events[length..];
        }

        return new StringBuilder().AppendJoin(string.Empty, pieces).ToString();
    }

    private static void Read(JsonElement frame, List<string> pieces)
    {
        switch (frame.GetProperty("type").GetString())
        {
            case "text":
                pieces[^1] = frame.GetProperty("content").GetString()!;
                break;
            case "retract":
                for (var number = frame.GetProperty("after").GetInt32(); number < pieces.Count; number++) pieces[number] = string.Empty;
                break;
        }
    }
}
