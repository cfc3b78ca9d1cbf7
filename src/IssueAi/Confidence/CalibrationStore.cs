using System.Text.Json;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.Confidence;

/// <summary>The fitted curves in table <c>Calibration</c>, one partition and row per curve.</summary>
internal sealed class CalibrationStore(TableStorage storage, IOptions<HistoryOptions> options)
{
    private const string CurrentRow = "current";
    private const string KindColumn = "Kind";
    private const string ParametersColumn = "Parameters";
    private const string RatingsColumn = "Ratings";
    private const string RatersColumn = "Raters";
    private const string FittedAtColumn = "FittedAt";

    /// <summary>Reads a curve; null where none has been fitted, or only one that doesn't tell how many raters it has.</summary>
    public async Task<CalibrationCurve?> FindAsync(string partition, CancellationToken cancellationToken)
    {
        var found = await storage.FindAsync(TableNames.Calibration, partition, CurrentRow, cancellationToken);
        return found.HasValue && found.Value!.GetInt32(RatersColumn) is { } raters ? Read(found.Value, raters) : null;
    }

    /// <summary>Stores a curve; replaces an earlier one. It expires like a rating of the same time.</summary>
    public Task PutAsync(string partition, CalibrationCurve curve, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partition, CurrentRow)
        {
            [KindColumn] = curve.Kind.ToString(),
            [ParametersColumn] = JsonSerializer.Serialize(curve.Parameters, CalibrationJsonContext.Default.IReadOnlyListDouble),
            [RatingsColumn] = curve.Ratings,
            [RatersColumn] = curve.Raters,
            [FittedAtColumn] = curve.FittedAt,
            [Columns.ExpiresAt] = curve.FittedAt + options.Value.TimeToLive,
        };
        return storage.UpsertAsync(TableNames.Calibration, row, TableUpdateMode.Replace, cancellationToken);
    }

    private static CalibrationCurve Read(TableEntity row, int raters) => new(
        Enum.Parse<CalibrationKind>(row.GetString(KindColumn)),
        JsonSerializer.Deserialize(row.GetString(ParametersColumn), CalibrationJsonContext.Default.IReadOnlyListDouble)!,
        row.GetInt32(RatingsColumn)!.Value,
        raters,
        row.GetDateTimeOffset(FittedAtColumn)!.Value);
}
