using IssueAi.LocalHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.IntegrationTests;

public sealed class FunctionTimersTests
{
    [Fact]
    public async Task A_Timer_Function_Runs_On_Its_Schedule_And_Goes_On_After_A_Failure()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var ticks = new Ticks();
        await using var services = new ServiceCollection().AddSingleton(ticks).BuildServiceProvider();
        using var timers = new FunctionTimers(typeof(FunctionTimersTests).Assembly, services, clock, NullLogger<FunctionTimers>.Instance);

        await timers.StartAsync(CancellationToken.None);
        await Poll.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return ticks.Count == 2;
        });
        await timers.StopAsync(CancellationToken.None);

        // The first run is at half past twelve, the second one hour later.
        Assert.True(clock.GetUtcNow() >= clock.Start + TimeSpan.FromMinutes(90), $"It is {clock.GetUtcNow()}.");
    }
}
