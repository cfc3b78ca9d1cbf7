using IssueAi.Responses.Storage;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses.Storage;

public sealed class HistoryRowsTests
{
    [Fact]
    public void KeyOf_NewerAnswer_SortsFirst()
    {
        var now = DateTimeOffset.UnixEpoch;
        var (older, newer) = (Storages.Summary(now), Storages.Summary(now.AddTicks(1)));

        Assert.True(string.CompareOrdinal(RowOf(newer), RowOf(older)) < 0);
        Assert.StartsWith("refine|", RowOf(newer), StringComparison.Ordinal);
        static string RowOf(ResponseSummary summary) => HistoryRows.KeyOf(summary.Action, HistoryPosition.Of(summary));
    }
}
