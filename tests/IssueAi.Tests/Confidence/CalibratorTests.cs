using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.Hosting;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Confidence;

public sealed class CalibratorTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Mock<TableClient> _table = new();

    public CalibratorTests() => _table
        .Setup(table => table.QueryAsync<TableEntity>(It.IsAny<string>(), It.IsAny<int?>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
        .Throws(Failures.NoConnection());

    [Fact]
    public async Task FitIfDueAsync_StorageIsDown_DoesNotThrow() =>
        await Create().FitIfDueAsync(new("default", "refine", "model-1", ConfidenceMethod.LogProbabilities));

    [Fact]
    public async Task FitAllAsync_StorageIsDown_SaysSo() =>
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Create().FitAllAsync(CancellationToken.None));

    [Fact]
    public async Task FitAsync_StorageIsDown_IsLeftForTheNextTime() =>
        await new MaintenanceTasks([Create()], NullLogger<MaintenanceTasks>.Instance).RunAsync(MaintenanceTasks.Calibrate, CancellationToken.None);

    [Fact]
    public async Task FitIfDueAsync_TheFiftiethRatingComesWhileItReads_LooksOnceMore()
    {
        var key = new CalibrationKey("default", "refine", "model-1", ConfidenceMethod.LogProbabilities);
        var table = new FakeTable(_clock);
        var calibrator = Create(table);
        var second = Task.CompletedTask;
        for (var number = 1; number < CalibrationCurve.MinRatings; number++) await RateAsync(number);
        table.AfterPage = () =>
        {
            table.AfterPage = null;
            RateAsync(CalibrationCurve.MinRatings).GetAwaiter().GetResult();
            second = calibrator.FitIfDueAsync(key);
        };

        await calibrator.FitIfDueAsync(key);

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(CalibrationCurve.MinRatings, (await Meters.Store(table, _clock).FindAsync(key.Partition, CancellationToken.None))?.Ratings);

        Task RateAsync(int number) => table.UpsertEntityAsync(new TableEntity(key.Partition, $"{number:D4}") { ["Score"] = 80d, ["Rating"] = Ratings.Up, ["Rater"] = $"{number % 20}" });
    }

    private Calibrator Create(TableClient? table = null)
    {
        table ??= _table.Object;
        return new(
            new FeedbackStore(Storages.Over(table, _clock), Options.Create(new HistoryOptions()), _clock),
            Meters.Store(table, _clock),
            Meters.Curves(table, _clock),
            _clock,
            NullLogger<Calibrator>.Instance);
    }
}
