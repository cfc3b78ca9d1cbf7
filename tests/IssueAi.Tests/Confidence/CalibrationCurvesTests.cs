using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Confidence;

public sealed class CalibrationCurvesTests
{
    private static readonly CalibrationKey Key = new("default", "refine", "model-1", ConfidenceMethod.LogProbabilities);
    private static readonly string Partition = Key.Partition;
    private static readonly CalibrationCurve Curve = new(CalibrationKind.Isotonic, [50, 0.25, 90, 0.5], 200, Raters: 20, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeTable _table;

    public CalibrationCurvesTests() => _table = new FakeTable(_clock);

    [Fact]
    public async Task FindAsync_OfAFittedCurve_ReadsItAsItWas()
    {
        await Meters.Store(_table, _clock).PutAsync(Partition, Curve, CancellationToken.None);

        var found = await Meters.Curves(_table, _clock).FindAsync(Key);

        Assert.Equal(Curve with { Parameters = [] }, found! with { Parameters = [] });
        Assert.Equal(Curve.Parameters, found.Parameters);
    }

    [Fact]
    public async Task FindAsync_WhereNoneIsFitted_IsNull() => Assert.Null(await Meters.Curves(_table, _clock).FindAsync(Key));

    [Fact]
    public async Task FindAsync_SomeMinutesLater_LearnsOfANewCurveBesideItsUse()
    {
        var curves = Meters.Curves(_table, _clock);
        await curves.FindAsync(Key);
        await Meters.Store(_table, _clock).PutAsync(Partition, Curve, CancellationToken.None);

        var soon = await curves.FindAsync(Key);
        _clock.Advance(TimeSpan.FromMinutes(5));
        var (atOnce, next) = (await curves.FindAsync(Key), await curves.FindAsync(Key));

        Assert.Null(soon);
        Assert.Null(atOnce);
        Assert.Equal(Curve.Ratings, next?.Ratings);
    }

    [Fact]
    public async Task FindAsync_WhereStorageIsDown_IsNullAndTriesAgainSoon()
    {
        var table = new Mock<TableClient>();
        table
            .Setup(client => client.GetEntityIfExistsAsync<TableEntity>(Partition, "current", It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Failures.NoConnection());
        var curves = Meters.Curves(table.Object, _clock);

        var down = await curves.FindAsync(Key);
        table
            .Setup(client => client.GetEntityIfExistsAsync<TableEntity>(Partition, "current", It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Returns((string partition, string row, IEnumerable<string> _, CancellationToken token) => _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: token));
        await Meters.Store(_table, _clock).PutAsync(Partition, Curve, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await curves.FindAsync(Key);
        var back = await curves.FindAsync(Key);

        Assert.Null(down);
        Assert.Equal(Curve.Ratings, back?.Ratings);
    }

    [Fact]
    public async Task FindAsync_OfARowThatCannotBeRead_IsNull()
    {
        await _table.AddEntityAsync(new TableEntity(Partition, "current") { ["Kind"] = "Spline" });

        Assert.Null(await Meters.Curves(_table, _clock).FindAsync(Key));
    }

    [Fact]
    public async Task MeasureAsync_WithACurve_IsCalibratedAndKeepsTheRawScore()
    {
        await Meters.Store(_table, _clock).PutAsync(Partition, Curve, CancellationToken.None);
        var meter = Meters.Create(_clock, _table);

        var measured = await meter.MeasureAsync(70, Key);

        // Halfway between the two points.
        Assert.Equal(new(new(38, ConfidenceLevel.Low, ConfidenceMethod.LogProbabilities, Calibrated: true), 70), measured);
    }

    [Fact]
    public async Task MeasureAsync_WithoutACurve_IsTheRawScore()
    {
        var measured = await Meters.Create(_clock, _table).MeasureAsync(70, Key with { Model = "" });

        Assert.Equal(new(new(70, ConfidenceLevel.Medium, ConfidenceMethod.LogProbabilities, Calibrated: false), 70), measured);
    }

    [Fact]
    public void Partition_OfAnotherKey_IsAnother()
    {
        CalibrationKey[] keys =
        [
            Key, Key with { Tenant = "other" }, Key with { Action = "estimate" }, Key with { Model = "model-2" }, Key with { Method = ConfidenceMethod.SelfAssessment },
        ];

        Assert.Equal(keys.Length, keys.Select(key => key.Partition).Distinct().Count());
    }
}
