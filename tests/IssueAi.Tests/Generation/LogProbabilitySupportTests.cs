using IssueAi.Generation;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation;

public sealed class LogProbabilitySupportTests
{
    [Fact]
    public void IsLikely_AfterARefusal_IsFalseForSixHours()
    {
        var clock = new FakeTimeProvider();
        var support = new LogProbabilitySupport(clock);
        var before = support.IsLikely;

        support.Refuse();
        clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        var refused = support.IsLikely;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((true, false, true), (before, refused, support.IsLikely));
    }
}
