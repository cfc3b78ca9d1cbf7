using IssueAi.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Resilience;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreaker _circuit;

    public CircuitBreakerTests() => _circuit = new CircuitBreaker(failuresToOpen: 2, Pause, _clock);

    [Fact]
    public void TryEnter_AfterFailuresInARow_RefusesUntilThePauseIsOver()
    {
        Assert.False(_circuit.Fail());
        Assert.True(_circuit.Fail());
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.False(_circuit.TryEnter(out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(6), retryAfter);
        Assert.False(_circuit.IsAvailable);
    }

    [Fact]
    public void Succeed_BetweenFailures_KeepsItClosed()
    {
        for (var call = 0; call < 5; call++)
        {
            Assert.False(_circuit.Fail());
            Assert.False(_circuit.Succeed());
        }

        Assert.True(_circuit.TryEnter(out _));
    }

    [Fact]
    public void TryEnter_AfterThePause_LetsOneCallThrough()
    {
        Open();
        _clock.Advance(Pause);

        Assert.True(_circuit.IsAvailable);
        Assert.True(_circuit.TryEnter(out _));
        Assert.False(_circuit.TryEnter(out _));
    }

    [Fact]
    public void Succeed_OfTheCallThatFindsOut_ClosesIt()
    {
        Open();
        _clock.Advance(Pause);
        _circuit.TryEnter(out _);

        Assert.True(_circuit.Succeed());
        Assert.True(_circuit.TryEnter(out _));
        Assert.False(_circuit.Fail());
    }

    [Fact]
    public void Fail_OfTheCallThatFindsOut_PausesAgainAndIsNoNews()
    {
        Open();
        _clock.Advance(Pause);
        _circuit.TryEnter(out _);

        Assert.False(_circuit.Fail());
        Assert.False(_circuit.TryEnter(out var retryAfter));
        Assert.Equal(Pause, retryAfter);
    }

    [Fact]
    public void Abandon_OfTheCallThatFindsOut_LetsTheNextFindOut()
    {
        Open();
        _clock.Advance(Pause);
        _circuit.TryEnter(out _);

        _circuit.Abandon();

        Assert.True(_circuit.TryEnter(out _));
    }

    private void Open()
    {
        _circuit.Fail();
        _circuit.Fail();
    }
}
