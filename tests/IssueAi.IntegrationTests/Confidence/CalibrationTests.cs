using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.Confidence;
using IssueAi.IntegrationTests.Responses;
using IssueAi.IntegrationTests.Tables;
using IssueAi.ModelSimulator;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace IssueAi.IntegrationTests.Confidence;

/// <summary>From ratings to calibrated scores, over HTTP and Azurite. Each test uses a separate model name, and so a separate curve.</summary>
public sealed class CalibrationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);
    private readonly string _model = $"model-{Guid.NewGuid():N}";
    private Product _product = null!;

    private CalibrationKey Key => new("default", "refine", _model, ConfidenceMethod.LogProbabilities);

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(("Tables:ConnectionString", azurite.ConnectionString));
        _product.Model.Script = _ => new Scenario { Chunks = ["An ", "answer."], Model = _model, MeanLogProbability = -0.05 };
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task The_Fiftieth_Rating_Calibrates_The_Answers_After_It()
    {
        // All earlier responses have high scores and bad ratings.
        await SeedAsync(CalibrationCurve.MinRatings - 1, _ => Ratings.Down);
        var before = await AskAsync();

        await RateAsync(before.ResponseId(), "down");
        var after = await UntilCalibratedAsync();

        Assert.False(before[^2].GetProperty("calibrated").GetBoolean());
        Assert.True(after.GetProperty("value").GetInt32() < before[^2].GetProperty("value").GetInt32() - 20, $"{before[^2]} became {after}.");
        Assert.Equal("logprobs", after.GetProperty("method").GetString());
        Assert.Equal(before[^2].GetRawText(), (await ReplayAsync(before.ResponseId()))[^2].GetRawText());
    }

    [Fact]
    public async Task Forty_Nine_Ratings_Calibrate_Nothing()
    {
        await SeedAsync(CalibrationCurve.MinRatings - 1, _ => Ratings.Up);

        await CreateCalibrator().FitAllAsync(Token);

        Assert.Null(await _stores.Calibrations.FindAsync(Key.Partition, Token));
        Assert.False((await AskAsync())[^2].GetProperty("calibrated").GetBoolean());
    }

    [Fact]
    public async Task The_Timer_Fits_What_Many_Ratings_Say_And_Another_Instance_Uses_It()
    {
        await SeedAsync(240, number => number % 2 == 0 ? Ratings.Up : Ratings.Down);

        await CreateCalibrator().FitAllAsync(Token);
        var curve = await _stores.Calibrations.FindAsync(Key.Partition, Token);
        var score = (await AskAsync())[^2];

        Assert.Equal((CalibrationKind.Isotonic, 240), (curve!.Kind, curve.Ratings));
        Assert.True(score.GetProperty("calibrated").GetBoolean());
        Assert.InRange(score.GetProperty("value").GetInt32(), 45, 55);
    }

    [Fact]
    public async Task Feedback_Holds_Score_And_Rating_And_Nothing_Of_The_Issue()
    {
        var frames = await AskAsync();

        await RateAsync(frames.ResponseId(), "up");
        await RateAsync(frames.ResponseId(), "down");
        var row = Assert.Single(await _stores.RowsAsync(TableNames.Feedback, Key.Partition));

        Assert.Equal($"{frames.ResponseId()}.{row.GetString("Rater")}", row.RowKey);
        Assert.Equal(
            ["ExpiresAt", "Method", "PartitionKey", "Rater", "Rating", "RowKey", "Score", "Timestamp", "odata.etag"],
            row.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("down", row.GetString("Rating"));
        Assert.Equal(frames[^2].GetProperty("value").GetInt32(), (int)Math.Round(row.GetDouble("Score")!.Value, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public async Task What_Was_Done_With_An_Answer_Stands_Beside_The_Rating_And_Counts()
    {
        var frames = await AskAsync();
        var path = $"api/ai/responses/{frames.ResponseId()}/feedback";

        using var accepted = await _product.Client.PostAsJsonAsync(path, new { rating = "down", accepted = true, editDistance = 0.125 });
        var row = Assert.Single(await _stores.RowsAsync(TableNames.Feedback, Key.Partition));
        var counted = Assert.Single(await _stores.Feedback.ReadAsync(Key.Partition, 10, Token));
        await RateAsync(frames.ResponseId(), "down");
        var after = Assert.Single(await _stores.Feedback.ReadAsync(Key.Partition, 10, Token));

        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.Equal(("down", true, 0.125), (row.GetString("Rating"), row.GetBoolean("Accepted"), row.GetDouble("EditDistance")));
        Assert.True(counted.IsGood);
        Assert.False(after.IsGood);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_Is_Erased_Is_No_Feedback_Any_More(bool wholeIssue)
    {
        var frames = await AskAsync();
        await RateAsync(frames.ResponseId(), "up");

        using var erased = await _product.Client.DeleteAsync(wholeIssue ? "api/issues/acme%2Fshop%2342" : $"api/ai/responses/{frames.ResponseId()}");

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Empty(await _stores.RowsAsync(TableNames.Feedback, Key.Partition));
    }

    [Fact]
    public async Task An_Answer_Without_A_Score_Is_Rated_But_No_Feedback()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["An answer."], Model = _model, IncludeLogProbabilities = false };
        var frames = await AskAsync();

        await RateAsync(frames.ResponseId(), "up");

        Assert.Empty(await _stores.RowsAsync(TableNames.Feedback, Key.Partition));
        Assert.Empty(await _stores.RowsAsync(TableNames.Feedback, (Key with { Method = ConfidenceMethod.SelfAssessment }).Partition));
    }

    private Calibrator CreateCalibrator() => new(
        _stores.Feedback,
        _stores.Calibrations,
        new CalibrationCurves(_stores.Calibrations, TimeProvider.System, NullLogger<CalibrationCurves>.Instance),
        TimeProvider.System,
        NullLogger<Calibrator>.Instance);

    private Task SeedAsync(int count, Func<int, string> rating) => Parallel.ForAsync(0, count, async (number, token) =>
    {
        var summary = Stores.Summary() with
        {
            Rating = rating(number),
            Metadata = new ResponseMetadata { ResponseId = "r", Model = _model, Timestamp = DateTime.UtcNow, Cached = false, DurationMs = 1 },
            Confidence = new(ConfidenceScore.Create(94, Key.Method, calibrated: false), 90 + (number % 10)),
        };
        await _stores.RememberRatingAsync(summary, $"{number % 20}", token);
    });

    private async Task<IReadOnlyList<JsonElement>> AskAsync()
    {
        using var response = await _product.PostAsync("Any.");
        return await FrameReader.ReadAllAsync(response);
    }

    private async Task<IReadOnlyList<JsonElement>> ReplayAsync(string responseId)
    {
        using var response = await _product.Client.GetAsync($"api/ai/responses/{responseId}?stream=true");
        return await FrameReader.ReadAllAsync(response);
    }

    private async Task RateAsync(string responseId, string rating)
    {
        using var rated = await _product.Client.PostAsJsonAsync($"api/ai/responses/{responseId}/feedback", new { rating });
        Assert.Equal(HttpStatusCode.NoContent, rated.StatusCode);
    }

    // The fit runs in parallel with the request that triggered it.
    private async Task<JsonElement> UntilCalibratedAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var score = (await AskAsync())[^2];
            if (score.GetProperty("calibrated").GetBoolean()) return score;
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }
}
