using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.Storage;
using IssueAi.Tests.Storage;
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
        await new CalibrationMaintenance(Create(), NullLogger<CalibrationMaintenance>.Instance).FitAsync(CancellationToken.None);

    private Calibrator Create() => new(
        new FeedbackStore(Storages.Over(_table.Object, _clock), Options.Create(new HistoryOptions()), _clock),
        Meters.Store(_table.Object, _clock),
        Meters.Curves(_table.Object, _clock),
        _clock,
        NullLogger<Calibrator>.Instance);
}
