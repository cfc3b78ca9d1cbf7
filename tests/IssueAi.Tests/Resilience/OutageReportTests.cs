using IssueAi.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Resilience;

public sealed class OutageReportTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _clock = new();
    private readonly OutageReport _outage;

    public OutageReportTests() => _outage = new OutageReport(Quiet, _clock);

    [Fact]
    public void TryBegin_FailureThatOpensNoCircuit_IsNone()
    {
        Assert.False(_outage.TryBegin(hasOpened: false));
        Assert.False(_outage.TryEnd());
    }

    [Fact]
    public void TryBegin_CircuitOpensAndClosesManyTimes_IsOneOutage()
    {
        Assert.True(_outage.TryBegin(hasOpened: true));
        for (var time = 0; time < 100; time++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            Assert.False(_outage.TryEnd());
            Assert.False(_outage.TryBegin(hasOpened: true));
        }
    }

    [Fact]
    public void TryEnd_AfterAQuietTime_IsToldOnce()
    {
        _outage.TryBegin(hasOpened: true);
        _clock.Advance(Quiet);

        Assert.True(_outage.TryEnd());
        Assert.False(_outage.TryEnd());
        Assert.True(_outage.TryBegin(hasOpened: true));
    }

    [Fact]
    public void TryEnd_AFailureInBetween_BeginsTheQuietTimeAnew()
    {
        _outage.TryBegin(hasOpened: true);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _outage.TryBegin(hasOpened: false);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(_outage.TryEnd());
    }
}
