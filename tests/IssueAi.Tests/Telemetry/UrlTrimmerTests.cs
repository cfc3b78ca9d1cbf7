using System.Diagnostics;
using IssueAi.Telemetry;

namespace IssueAi.Tests.Telemetry;

public sealed class UrlTrimmerTests
{
    [Theory]
    [InlineData("https://a.table.example/RateLimits(PartitionKey='5f',RowKey='use')?*", "https://a.table.example/RateLimits")]
    [InlineData("https://a.table.example/Responses()?*", "https://a.table.example/Responses")]
    [InlineData("https://a.table.example/$batch", "https://a.table.example/$batch")]
    [InlineData("https://models.example/openai/deployments/gpt/chat/completions?*", "https://models.example/openai/deployments/gpt/chat/completions?*")]
    public void OnEnd_OfACall_CutsOffWhatNamesARow(string url, string expected)
    {
        using var source = new ActivitySource(nameof(UrlTrimmerTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = other => other == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = source.StartActivity("GET", ActivityKind.Client)!.SetTag("url.full", url);
        using var trimmer = new UrlTrimmer();

        trimmer.OnEnd(span);

        Assert.Equal(expected, span.GetTagItem("url.full"));
    }
}
