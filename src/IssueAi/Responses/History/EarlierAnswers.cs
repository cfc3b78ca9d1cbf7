using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.History;

/// <summary>Finds the answer that a new version improves on.</summary>
internal sealed partial class EarlierAnswers(
    HistoryStore history, ResponseStore responses, ResponseArchive archive, IOptions<HistoryOptions> options, ILogger<EarlierAnswers> logger)
{
    /// <summary>Finds the newest complete answer of an action to an issue; none when no response is kept.</summary>
    public async Task<FoundEarlierAnswer> FindNewestAsync(string tenant, string issueId, string action)
    {
        if (!options.Value.Enabled) return default;
        try
        {
            var newest = await history
                .NewestAsync(tenant, issueId, action, CancellationToken.None)
                .FirstOrDefaultAsync(async (row, _) => await IsCompleteAsync(row));
            return newest is null ? default : new(new EarlierAnswer(newest.ResponseId, newest.CreatedAt, ReadTextAsync(newest.ResponseId)), IsUnreadable: false);
        }
        catch (StorageUnavailableException)
        {
            Log.Unreachable(logger, action);
            return new(Answer: null, IsUnreadable: true);
        }
    }

    // The row of a response that has ended may still say that it is running: its last write may have failed.
    private async ValueTask<bool> IsCompleteAsync(ResponseSummary row) =>
        row.State == ResponseState.Completed || await archive.ResolveAsync(row, CancellationToken.None) is { State: ResponseState.Completed };

    private async Task<string?> ReadTextAsync(string responseId)
    {
        try
        {
            var stored = await responses.ReadAsync(responseId, cancellationToken: CancellationToken.None);
            return stored is null ? null : ResponseContent.Read(stored.Events.Span).Text;
        }
        catch (StorageUnavailableException)
        {
            Log.Unreadable(logger, responseId);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: the new version of {Action} is generated without the earlier one.")]
        public static partial void Unreachable(ILogger logger, string action);

        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: the new version is generated without the text of {ResponseId}.")]
        public static partial void Unreadable(ILogger logger, string responseId);
    }
}
