using System.Text;
using System.Text.Json;

namespace IssueAi.IntegrationTests;

/// <summary>Reads a stream as the simplest client does: splits at empty lines, strips <c>data: </c>, and parses.</summary>
internal static class FrameReader
{
    public static async Task<IReadOnlyList<JsonElement>> ReadAllAsync(HttpResponseMessage response) =>
        Frames(await response.Content.ReadAsStringAsync());

    /// <summary>Reads up to the last frame of the stream, as a client does: a host may keep the connection open for longer.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadToTerminalAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} instead of a stream.");
        using var reader = await BlockReader.OpenAsync(response);
        var frames = new List<JsonElement>();
        while (await reader.ReadEventAsync() is { } block)
        {
            frames.Add(Parse(block));
            if (frames[^1].TypeOf() is "metadata" or "error" or "reconnect") break;
        }

        return frames;
    }

    /// <summary>Parses the events of a whole body.</summary>
    public static IReadOnlyList<JsonElement> Frames(string body) => [.. Events(body).Select(Parse)];

    /// <summary>Splits a body into its events' blocks, without comments.</summary>
    public static IReadOnlyList<string> Events(string body) => [.. Blocks(body).Where(block => !block.StartsWith(':'))];

    /// <summary>Splits a body into blocks, and asserts that the last one is complete.</summary>
    public static IReadOnlyList<string> Blocks(string body)
    {
        Assert.EndsWith("\n\n", body, StringComparison.Ordinal);
        return body[..^2].Split("\n\n");
    }

    /// <summary>Parses one event's block.</summary>
    public static JsonElement Parse(string block) => JsonElement.Parse(block[(block.IndexOf("data: ", StringComparison.Ordinal) + 6)..]);

    public static string TypeOf(this JsonElement frame) => frame.GetProperty("type").GetString()!;

    /// <summary>Concatenates the text of all <c>text</c> frames.</summary>
    public static string Text(this IEnumerable<JsonElement> frames) => frames
        .Where(frame => frame.TypeOf() == "text")
        .Aggregate(new StringBuilder(), (text, frame) => text.Append(frame.GetProperty("content").GetString()))
        .ToString();

    /// <summary>Returns the <c>value</c> of the only <c>result</c> frame; null without one.</summary>
    public static JsonElement? Result(this IEnumerable<JsonElement> frames) =>
        frames.SingleOrDefault(frame => frame.TypeOf() == "result") is { ValueKind: JsonValueKind.Object } frame ? frame.GetProperty("value") : null;
}
