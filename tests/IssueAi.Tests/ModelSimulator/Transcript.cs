using System.Text.Json;

namespace IssueAi.Tests.ModelSimulator;

/// <summary>A stream that was read to its end.</summary>
/// <param name="Data">The text after each <c>data:</c>, in order.</param>
/// <param name="BrokeOff">Whether the connection broke.</param>
internal sealed record Transcript(IReadOnlyList<string> Data, bool BrokeOff)
{
    public bool IsDone => Data is [.., "[DONE]"];

    public IReadOnlyList<JsonElement> Chunks { get; } =
        [.. from data in Data where data.StartsWith('{') && data.EndsWith('}') select JsonElement.Parse(data)];

    public IEnumerable<JsonElement> Choices => Chunks.Where(chunk => chunk.TryGetProperty("choices", out _)).SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray());

    public IReadOnlyList<string> Tokens =>
        [.. from choice in Choices
            where choice.TryGetProperty("delta", out var delta) && delta.TryGetProperty("content", out _) && !delta.TryGetProperty("role", out _)
            select choice.GetProperty("delta").GetProperty("content").GetString()];

    public string Text => string.Concat(Tokens);

    public IReadOnlyList<double> LogProbabilities =>
        [.. from choice in Choices
            where choice.TryGetProperty("logprobs", out var value) && value.ValueKind is JsonValueKind.Object
            from token in choice.GetProperty("logprobs").GetProperty("content").EnumerateArray()
            select token.GetProperty("logprob").GetDouble()];

    public string? FinishReason => Choices.Select(choice => choice.GetProperty("finish_reason").GetString()).LastOrDefault(reason => reason is not null);

    public static async Task<Transcript> ReadAsync(HttpResponseMessage response)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var data = new List<string>();
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Add(line["data: ".Length..]);
            }

            return new(data, BrokeOff: false);
        }
        catch (IOException)
        {
            return new(data, BrokeOff: true);
        }
    }
}
