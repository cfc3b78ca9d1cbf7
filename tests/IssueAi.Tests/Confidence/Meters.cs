using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Confidence;

/// <summary>The parts that score answers, over a table and a clock that the test provides.</summary>
internal static class Meters
{
    public static CalibrationStore Store(TableClient table, FakeTimeProvider clock) => new(Storages.Over(table, clock), Options.Create(new HistoryOptions()));

    public static CalibrationCurves Curves(TableClient table, FakeTimeProvider clock) =>
        new(Store(table, clock), clock, NullLogger<CalibrationCurves>.Instance);

    public static ConfidenceMeter Create(FakeTimeProvider clock, TableClient? table = null) => new(Curves(table ?? new FakeTable(clock), clock));

    public static SelfAssessment Assessment(IModelClient model, FakeTimeProvider clock, bool isEnabled = true) =>
        new(model, Options.Create(new ConfidenceOptions { SelfAssessment = isEnabled }), clock, NullLogger<SelfAssessment>.Instance);
}
