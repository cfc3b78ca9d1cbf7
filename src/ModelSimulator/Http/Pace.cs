using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>The waits of one answer: its delays and its gate.</summary>
internal sealed class Pace(CompletionPlan plan, TimeProvider clock)
{
    private readonly Scenario _scenario = plan.Scenario;

    /// <summary>Waits until step <paramref name="step"/> is due: a token, a raw write or, after the last of them, the end.</summary>
    public async ValueTask WaitForAsync(int step, int steps, CancellationToken cancellationToken)
    {
        if (step == 0) await DelayAsync(plan.FirstTokenDelay, cancellationToken);
        else if (step < steps) await DelayAsync(plan.TokenDelay, cancellationToken);

        // A gate that forgets its token must not outlive the call.
        if (step == _scenario.GateBefore && _scenario.Gate is { } gate) await gate(cancellationToken).WaitAsync(cancellationToken);
    }

    /// <summary>Waits as long as all tokens together take.</summary>
    public async ValueTask WaitForWholeAsync(int tokens, CancellationToken cancellationToken)
    {
        await DelayAsync(plan.FirstTokenDelay + (plan.TokenDelay * Math.Max(tokens - 1, 0)), cancellationToken);
        if (_scenario.Gate is { } gate) await gate(cancellationToken).WaitAsync(cancellationToken);
    }

    public Task StallAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, clock, cancellationToken) : Task.CompletedTask;
}
