using IssueAi.Storage;
using IssueAi.Streaming;
using Microsoft.Extensions.Logging;

namespace IssueAi.Responses;

/// <summary>Finds the answer that a new version is to improve on.</summary>
internal sealed partial class EarlierAnswers(HistoryStore history, ResponseStore responses, ILogger<EarlierAnswers> logger)
{
    /// <summary>Finds the newest complete answer to the same action; null when there is none or it can't be read.</summary>
    public async Task<EarlierAnswer?> FindNewestAsync(AnswerRequest request)
    {
        try
        {
            var newest = await history.FindNewestAsync(request.Tenant, request.Issue.Id, request.Action.Name, CancellationToken.None);
            return newest is null ? null : new EarlierAnswer(newest.ResponseId, ReadTextAsync(newest.ResponseId));
        }
        catch (StorageUnavailableException)
        {
            Log.Unreachable(logger, request.Action.Name);
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
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: a new version of {Action} doesn't know the earlier one.")]
        public static partial void Unreachable(ILogger logger, string action);

        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: a new version doesn't know the text of {ResponseId}.")]
        public static partial void Unreadable(ILogger logger, string responseId);
    }
}
