using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.History;

/// <summary>Finds the answer that a new version improves on.</summary>
internal sealed partial class EarlierAnswers(
    HistoryStore history, ResponseStore responses, IOptions<HistoryOptions> options, ILogger<EarlierAnswers> logger)
{
    /// <summary>Finds the newest complete answer of an action to an issue; null when there is none, it can't be read, or none are kept.</summary>
    public async Task<EarlierAnswer?> FindNewestAsync(string tenant, string issueId, string action)
    {
        if (!options.Value.Enabled) return null;
        try
        {
            var newest = await history.FindNewestAsync(tenant, issueId, action, CancellationToken.None);
            return newest is null ? null : new EarlierAnswer(newest.ResponseId, ReadTextAsync(newest.ResponseId));
        }
        catch (StorageUnavailableException)
        {
            Log.Unreachable(logger, action);
            return null;
        }
    }

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
