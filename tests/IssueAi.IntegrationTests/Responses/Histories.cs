using System.Net;
using System.Text.Json;

namespace IssueAi.IntegrationTests.Responses;

internal static class Histories
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until the newest response of an issue is in a state.</summary>
    /// <param name="product">The instance to ask.</param>
    /// <param name="issueId">The issue's id, percent-encoded for a query.</param>
    /// <param name="state">The state.</param>
    public static async Task UntilAsync(this ProductProcess product, string issueId, string state)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(Interval);
        while (await product.NewestStateAsync(issueId) != state) await poll.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<string?> NewestStateAsync(this ProductProcess product, string issueId)
    {
        // After an outage, storage may count as unavailable for a while.
        using var list = await product.Client.GetAsync($"api/ai/responses?issueId={issueId}&limit=1");
        if (list.StatusCode == HttpStatusCode.ServiceUnavailable) return null;

        var items = JsonElement.Parse(await list.Content.ReadAsStringAsync()).GetProperty("items");
        return items.GetArrayLength() == 0 ? null : items[0].GetProperty("state").GetString();
    }
}
