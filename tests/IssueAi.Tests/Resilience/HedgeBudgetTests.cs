using IssueAi.Resilience;

namespace IssueAi.Tests.Resilience;

public sealed class HedgeBudgetTests
{
    private readonly HedgeBudget _budget = new(reserve: 3, callsPerHedge: 10);

    [Fact]
    public void TrySpend_WithoutAnsweredCalls_AllowsTheReserve()
    {
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => _budget.TrySpend()));
    }

    [Fact]
    public void TrySpend_AfterTheReserve_AllowsOnePerTenAnsweredCalls()
    {
        Spend(3);
        Earn(19);

        Assert.Equal((true, false), (_budget.TrySpend(), _budget.TrySpend()));
        Earn(1);
        Assert.True(_budget.TrySpend());
    }

    [Fact]
    public void Earn_WithAFullBudget_AddsNothing()
    {
        Earn(1000);

        Spend(3);
        Assert.False(_budget.TrySpend());
    }

    [Fact]
    public async Task TrySpend_OnManyThreads_NeverAllowsMoreThanTheReserve()
    {
        var budget = new HedgeBudget(reserve: 100, callsPerHedge: 10);

        var allowed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 100).Count(_ => budget.TrySpend()))));

        Assert.Equal(100, allowed.Sum());
    }

    private void Earn(int calls)
    {
        for (var call = 0; call < calls; call++) _budget.Earn();
    }

    private void Spend(int hedges)
    {
        for (var hedge = 0; hedge < hedges; hedge++) Assert.True(_budget.TrySpend());
    }
}
