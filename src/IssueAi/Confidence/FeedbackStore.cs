using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.Confidence;

/// <summary>
/// Users' feedback on scored responses, in table <c>Feedback</c>, one partition per calibration curve, and one row per
/// answer and rater. A row holds no text: score, method, rating, whether the answer was taken over and how much changed, and the
/// rater's mark.
/// </summary>
internal sealed class FeedbackStore(TableStorage storage, IOptions<HistoryOptions> options, TimeProvider clock)
{
    private const string ScoreColumn = "Score";
    private const string MethodColumn = "Method";
    private const string RatingColumn = "Rating";
    private const string AcceptedColumn = "Accepted";
    private const string EditDistanceColumn = "EditDistance";
    private const string RaterColumn = "Rater";

    // A row's key is the response and the rater. Rows from before there were raters are named by the response alone.
    // No response's id has these signs, of which the second follows the first.
    private const char RaterSeparator = '.';
    private const char AfterSeparator = '/';

    // Of a page's thousand rows each is some hundred bytes.
    private static readonly string[] ReadColumns = [Columns.PartitionKey, Columns.RowKey, ScoreColumn, RatingColumn, AcceptedColumn, EditDistanceColumn, RaterColumn];

    private readonly RowEraser _eraser = new(storage);

    /// <summary>Keeps a rater's feedback on a response, in place of the rater's earlier feedback, for as long as the response.</summary>
    /// <param name="key">Which calibration it counts for.</param>
    /// <param name="responseId">The response.</param>
    /// <param name="rater">The rater's mark (see <see cref="RaterMark"/>).</param>
    /// <param name="score">Its score before calibration.</param>
    /// <param name="said">The feedback.</param>
    /// <param name="createdAt">When the response was asked for, in UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the rater hadn't rated the response before.</returns>
    public async Task<bool> PutAsync(
        CalibrationKey key, string responseId, string rater, double score, AnswerFeedback said, DateTime createdAt, CancellationToken cancellationToken)
    {
        var row = new TableEntity(key.Partition, $"{responseId}{RaterSeparator}{rater}")
        {
            [RaterColumn] = rater,
            [ScoreColumn] = score,
            [MethodColumn] = key.Method.ToString(),
            [RatingColumn] = said.Rating,
            [AcceptedColumn] = said.Accepted,
            [EditDistanceColumn] = said.EditDistance,
            [Columns.ExpiresAt] = (DateTimeOffset)(createdAt + options.Value.TimeToLive),
        };
        if (await storage.InsertAsync(TableNames.Feedback, row, cancellationToken) is not null) return true;
        await storage.UpsertAsync(TableNames.Feedback, row, TableUpdateMode.Replace, cancellationToken);
        return false;
    }

    /// <summary>Deletes all feedback on a response; where there is none, that is no error.</summary>
    public Task DeleteAsync(CalibrationKey key, string responseId, CancellationToken cancellationToken)
    {
        var (begin, end) = ($"{responseId}{RaterSeparator}", $"{responseId}{AfterSeparator}");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {key.Partition} and (RowKey eq {responseId} or (RowKey ge {begin} and RowKey lt {end}))");
        return _eraser.EraseAsync(TableNames.Feedback, filter, cancellationToken);
    }

    /// <summary>Reads the ratings of one curve.</summary>
    /// <param name="partition">The partition of the curve.</param>
    /// <param name="most">The maximum number to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RatedScore>> ReadAsync(string partition, int most, CancellationToken cancellationToken)
    {
        var ratings = new List<RatedScore>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and ExpiresAt gt {clock.GetUtcNow()}");
        await foreach (var page in storage.QueryAsync(TableNames.Feedback, filter, columns: ReadColumns, cancellationToken: cancellationToken))
        {
            ratings.AddRange(page.Values.Select(ReadRating).Take(most - ratings.Count));
            if (ratings.Count == most) break;
        }

        return ratings;
    }

    /// <summary>Reads the names of all partitions: one operation per partition, however many rows it has.</summary>
    public async IAsyncEnumerable<string> PartitionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = string.Empty; await FindAfterAsync(last, cancellationToken) is { } next; last = next) yield return next;
    }

    private async Task<string?> FindAfterAsync(string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {partition}");
        await foreach (var page in storage.QueryAsync(TableNames.Feedback, filter, pageSize: 1, [Columns.PartitionKey], cancellationToken))
        {
            if (page.Values is [var row, ..]) return row.PartitionKey;
        }

        return null;
    }

    private static RatedScore ReadRating(TableEntity row)
    {
        var said = new AnswerFeedback(row.GetString(RatingColumn), row.GetBoolean(AcceptedColumn), row.GetDouble(EditDistanceColumn));
        return new(row.GetDouble(ScoreColumn)!.Value, said.IsGood, row.GetString(RaterColumn) ?? string.Empty);
    }
}
