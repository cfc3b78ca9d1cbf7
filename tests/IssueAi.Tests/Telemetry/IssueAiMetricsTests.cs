using IssueAi.Confidence;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Telemetry;

public sealed class IssueAiMetricsTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Measurements _measured;

    public IssueAiMetricsTests() => _measured = new Measurements(_clock);

    public void Dispose() => _measured.Dispose();

    [Fact]
    public void CountCacheHit_Always_TellsTheAction()
    {
        _measured.Metrics.CountCacheHit("refine");

        Assert.Equal(["1 issueai.action=refine"], _measured.Of("issueai.cache.hits"));
    }

    [Fact]
    public void CountCoalesced_Always_TellsTheAction()
    {
        _measured.Metrics.CountCoalesced("estimate");

        Assert.Equal(["1 issueai.action=estimate"], _measured.Of("issueai.generation.coalesced"));
    }

    [Fact]
    public void CountResume_Always_TellsTheAction()
    {
        _measured.Metrics.CountResume("breakdown");

        Assert.Equal(["1 issueai.action=breakdown"], _measured.Of("issueai.stream.resumes"));
    }

    [Theory]
    [InlineData(false, "requests")]
    [InlineData(true, "tokens")]
    public void CountRejection_OfABudget_TellsWhich(bool isOutOfTokens, string budget)
    {
        _measured.Metrics.CountRejection("refine", isOutOfTokens);

        Assert.Equal([$"1 issueai.action=refine issueai.budget={budget}"], _measured.Of("issueai.rate_limit.rejections"));
    }

    [Theory]
    [InlineData("EUR", "EUR")]
    [InlineData(null, "unknown")]
    public void RecordCost_Always_TellsTheCurrency(string? currency, string told)
    {
        _measured.Metrics.RecordCost("refine", 0.0125m, currency);

        Assert.Equal([$"0.0125 issueai.action=refine issueai.currency={told}"], _measured.Of("issueai.cost"));
    }

    [Theory]
    [InlineData(95, "high")]
    [InlineData(90, "medium")]
    [InlineData(12, "low")]
    public void RecordConfidence_OfAScore_TellsScoreAndLevel(int value, string level)
    {
        var score = ConfidenceScore.Create(value, ConfidenceMethod.LogProbabilities, calibrated: false);

        _measured.Metrics.RecordConfidence("refine", score.Value, score.LevelName);

        Assert.Equal([$"{value} issueai.action=refine issueai.level={level}"], _measured.Of("issueai.confidence"));
    }

    [Fact]
    public void CountResponse_OfACompleteOne_TellsItsOutcomeAndNoScore()
    {
        _measured.Metrics.CountResponse("refine", error: null);

        Assert.Equal(["1 issueai.action=refine issueai.outcome=completed"], _measured.Of("issueai.responses"));
        Assert.Empty(_measured.Of("issueai.confidence"));
    }

    [Theory]
    [InlineData(ErrorCode.UpstreamRateLimited, "upstream_rate_limited")]
    [InlineData(ErrorCode.UpstreamTimeout, "upstream_timeout")]
    [InlineData(ErrorCode.Cancelled, "cancelled")]
    public void CountResponse_OfAFailedOne_TellsTheCode(ErrorCode code, string outcome)
    {
        _measured.Metrics.CountResponse("refine", code);

        Assert.Equal([$"1 issueai.action=refine issueai.outcome={outcome}"], _measured.Of("issueai.responses"));
    }

    [Fact]
    public void Watch_OfAStream_TellsItsFirstFrameAndAllOfThemOnce()
    {
        var watch = _measured.Metrics.Watch("refine", isCached: false, _clock.GetTimestamp())!;

        _clock.Advance(TimeSpan.FromSeconds(0.25));
        watch.Sent(3);
        _clock.Advance(TimeSpan.FromSeconds(1));
        watch.Sent(2);
        watch.End(callerLeft: false);

        Assert.Equal(["0.25 issueai.action=refine issueai.cached=false"], _measured.Of("issueai.stream.time_to_first_frame"));
        Assert.Equal(["5 issueai.action=refine"], _measured.Of("issueai.stream.frames"));
        Assert.Empty(_measured.Of("issueai.stream.aborts"));
    }

    [Fact]
    public void Watch_OfAStreamThatIsLeft_CountsTheAbort()
    {
        var watch = _measured.Metrics.Watch("refine", isCached: true, _clock.GetTimestamp())!;

        watch.Sent(1);
        watch.End(callerLeft: true);

        Assert.Equal(["1 issueai.action=refine"], _measured.Of("issueai.stream.aborts"));
        Assert.Equal(["1 issueai.action=refine"], _measured.Of("issueai.stream.frames"));
    }

    [Fact]
    public void Watch_OfAResumedStream_TimesNothing()
    {
        var watch = _measured.Metrics.Watch("refine", isCached: false, arrival: null)!;

        watch.Sent(1);
        watch.End(callerLeft: false);

        Assert.Empty(_measured.Of("issueai.stream.time_to_first_frame"));
    }
}
