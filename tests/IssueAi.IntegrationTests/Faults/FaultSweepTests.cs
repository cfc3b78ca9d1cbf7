using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>
/// Runs each scenario once per operation on the tables and per fault. Each test run tries a sample of the combinations;
/// <c>FAULT_SWEEP=all</c> runs all of them, and a scenario's name runs all of that scenario. <c>FAULT_SWEEP_SEED</c> repeats a sample.
/// </summary>
public sealed class FaultSweepTests(AzuriteServer azurite, ITestOutputHelper output) : IClassFixture<AzuriteServer>
{
    private const int SampleSize = 60;
    private const int Lanes = 4;

    [Fact]
    public async Task No_Single_Fault_Of_Storage_Costs_An_Answer()
    {
        var seed = Environment.GetEnvironmentVariable("FAULT_SWEEP_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        var cases = await FindCasesAsync();
        var tried = Environment.GetEnvironmentVariable("FAULT_SWEEP") switch
        {
            null => Sample(cases, new Random(seed)),
            "all" => cases,
            var scenario => [.. cases.Where(next => next.Scenario == scenario)],
        };
        output.WriteLine($"{tried.Count} of {cases.Count} combinations; seed {seed}.");

        var outcomes = await RunAsync(tried);

        foreach (var group in outcomes.GroupBy(outcome => (outcome.Case.Scenario, outcome.Case.Operation.Instance, outcome.Case.Operation.Name)).OrderBy(group => group.Key))
            output.WriteLine($"{group.Key}: {string.Join(", ", group.Select(outcome => outcome.Case.Fault + (outcome.Failure is null ? "" : "!")).Order())}");
        foreach (var broken in outcomes.Where(outcome => outcome.Failure is not null)) output.WriteLine($"{broken.Case}: {broken.Failure}");
        Assert.DoesNotContain(outcomes, outcome => outcome.Failure is not null);
        Assert.True(outcomes.Count(outcome => outcome.HasStruck) > tried.Count * 9 / 10, "Most faults didn't happen.");
    }

    private static List<FaultCase> Sample(IReadOnlyList<FaultCase> cases, Random random)
    {
        var shuffled = cases.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.Take(SampleSize)];
    }

    // The first run also creates the tables; the second run lists the operations that can fail.
    private async Task<List<FaultCase>> FindCasesAsync()
    {
        await using var lane = await SweepLane.StartAsync(azurite.ConnectionString);
        var cases = new List<FaultCase>();
        foreach (var isTrial in new[] { true, false })
        {
            foreach (var (name, scenario) in SweepScenarios.All)
            {
                lane.Begin(fault: null);
                await scenario(lane);
                if (!isTrial) cases.AddRange(lane.Plan.Seen.SelectMany(operation => TableFaults.Of(operation).Select(fault => new FaultCase(name, operation, fault))));
            }
        }

        return cases;
    }

    private async Task<IReadOnlyCollection<FaultOutcome>> RunAsync(IReadOnlyList<FaultCase> cases)
    {
        var outcomes = new ConcurrentBag<FaultOutcome>();
        var rest = new ConcurrentQueue<FaultCase>(cases);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            await using var lane = await SweepLane.StartAsync(azurite.ConnectionString);
            while (rest.TryDequeue(out var next)) outcomes.Add(await RunAsync(lane, next));
        }));
        return outcomes;
    }

    private static async Task<FaultOutcome> RunAsync(SweepLane lane, FaultCase next)
    {
        lane.Begin((next.Operation, next.Fault));
        string? failure = null;
        try
        {
            await SweepScenarios.All[next.Scenario](lane);
        }
        catch (Exception exception)
        {
            var place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(nameof(SweepScenarios), StringComparison.Ordinal));
            failure = $"{exception.Message} {place}";
        }

        lane.Release();
        return new(next, lane.Plan.HasStruck, failure);
    }
}
