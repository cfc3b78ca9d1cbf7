using System.Text.Json;

namespace IssueAi.IntegrationTests.Responses;

internal static class Frames
{
    /// <summary>Returns the <c>value</c> of the stream's metadata, and asserts that it is the last frame.</summary>
    public static JsonElement Metadata(this IReadOnlyList<JsonElement> frames)
    {
        Assert.True(frames[^1].TypeOf() == "metadata", $"The stream ended with {frames[^1]}.");
        return frames[^1].GetProperty("value");
    }

    public static string ResponseId(this IReadOnlyList<JsonElement> frames) => frames.Metadata().GetProperty("responseId").GetString()!;

    public static string Model(this IReadOnlyList<JsonElement> frames) => frames.Metadata().GetProperty("model").GetString()!;

    public static bool IsCached(this IReadOnlyList<JsonElement> frames) => frames.Metadata().GetProperty("cached").GetBoolean();

    public static string ResponseId(this HttpResponseMessage response) => response.Headers.GetValues("X-Response-Id").Single();
}
