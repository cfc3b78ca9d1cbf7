using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.Confidence;
using IssueAi.IntegrationTests.Responses;
using IssueAi.IntegrationTests.Tables;
using IssueAi.ModelSimulator;
using IssueAi.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace IssueAi.IntegrationTests.Confidence;

/// <summary>The influence of one client's ratings on a curve, over HTTP and Azurite.</summary>
public sealed class RaterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Answers = 50;

    // The Functions host replaces X-Forwarded-For.
    private const string AddressHeader = "X-Test-Address";

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);
    private readonly string _model = $"model-{Guid.NewGuid():N}";
    private readonly List<string> _responses = [];
    private Product _product = null!;
    private JsonElement _before;

    private CalibrationKey Key => new("default", "refine", _model, ConfidenceMethod.LogProbabilities);

    public async Task InitializeAsync()
    {
        _product = await StartAsync();
        _product.Model.Script = _ => new Scenario { Chunks = ["An ", "answer."], Model = _model, MeanLogProbability = -0.15 };
        for (var answer = 0; answer < Answers; answer++)
        {
            var frames = await AskAsync();
            _responses.Add(frames.ResponseId());
            _before = frames[^2];
        }
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task One_Caller_Moves_Nobodys_Confidence()
    {
        await RateAllAsync("down", _ => 1);

        var after = await ScoreAsync();

        Assert.False(after.GetProperty("calibrated").GetBoolean());
        Assert.Equal(_before.GetProperty("value").GetInt32(), after.GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Five_Callers_Who_Agree_Move_It_By_Twenty_Five_Points_At_The_Most()
    {
        await RateAllAsync("down", number => number % 5);

        var after = await ScoreAsync();

        Assert.True(after.GetProperty("calibrated").GetBoolean());
        Assert.InRange(_before.GetProperty("value").GetInt32() - after.GetProperty("value").GetInt32(), 20, 25);
    }

    [Fact]
    public async Task Another_Callers_Rating_Does_Not_Take_The_Place_Of_The_First()
    {
        await RateAsync(_responses[0], "up", caller: 1);
        await RateAsync(_responses[0], "down", caller: 2);
        await RateAsync(_responses[0], "down", caller: 2);

        var rows = await _stores.RowsAsync(TableNames.Feedback, Key.Partition);
        using var erased = await _product.Client.DeleteAsync($"api/ai/responses/{_responses[0]}");

        Assert.Equal(["down", "up"], rows.Select(row => row.GetString("Rating")).Order());
        Assert.Equal(204, (int)erased.StatusCode);
        Assert.Empty(await _stores.RowsAsync(TableNames.Feedback, Key.Partition));
    }

    [Fact]
    public async Task A_Rater_Is_Stored_As_A_Mark_That_Is_Another_One_For_Each_Curve()
    {
        await RateAsync(_responses[0], "up", caller: 1);

        var row = Assert.Single(await _stores.RowsAsync(TableNames.Feedback, Key.Partition));

        Assert.Matches("^[0-9a-f]{4}$", row.GetString("Rater"));
        Assert.Equal($"{_responses[0]}.{row.GetString("Rater")}", row.RowKey);
    }

    private async Task RateAllAsync(string rating, Func<int, int> callerOf)
    {
        foreach (var (number, responseId) in _responses.Index()) await RateAsync(responseId, rating, callerOf(number));

        // Runs the timer's work without the timer.
        await new Calibrator(
            _stores.Feedback,
            _stores.Calibrations,
            new CalibrationCurves(_stores.Calibrations, TimeProvider.System, NullLogger<CalibrationCurves>.Instance),
            TimeProvider.System,
            NullLogger<Calibrator>.Instance).FitAllAsync(CancellationToken.None);
    }

    private async Task RateAsync(string responseId, string rating, int caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/ai/responses/{responseId}/feedback") { Content = JsonContent.Create(new { rating }) };
        request.Headers.Add(AddressHeader, $"198.51.100.{caller}");
        using var response = await _product.Client.SendAsync(request);
        Assert.Equal(204, (int)response.StatusCode);
    }

    // A restarted instance has read no curve yet, like another instance.
    private async Task<JsonElement> ScoreAsync()
    {
        await _product.DisposeAsync();
        _product = await StartAsync();
        _product.Model.Script = _ => new Scenario { Chunks = ["An ", "answer."], Model = _model, MeanLogProbability = -0.15 };
        return (await AskAsync())[^2];
    }

    private Task<Product> StartAsync() => Product.StartAsync(
        ("Tables:ConnectionString", azurite.ConnectionString), ("RateLimit:ClientAddressHeader", AddressHeader));

    private async Task<IReadOnlyList<JsonElement>> AskAsync()
    {
        using var response = await _product.PostAsync("Any.");
        return await FrameReader.ReadAllAsync(response);
    }
}
