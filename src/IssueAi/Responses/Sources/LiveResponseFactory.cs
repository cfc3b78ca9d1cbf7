using IssueAi.Caching;
using IssueAi.RateLimiting;
using IssueAi.Responses.Live;
using IssueAi.Responses.Recording;
using IssueAi.Responses.Storage;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Sources;

/// <summary>Puts responses into memory, each with who fills it.</summary>
internal sealed class LiveResponseFactory(
    LiveResponses live,
    AnswerGenerator generator,
    ResponseStore responses,
    ResponseArchive archive,
    IOptions<HistoryOptions> history,
    IssueAiMetrics metrics,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    /// <summary>Holds a new response that the model fills, recorded where history is on.</summary>
    public LiveResponse Generate(ResponseSummary summary, AnswerTask task, CachePlan cache, RateLimitLease lease)
    {
        var recorder = history.Value.Enabled
            ? new RecordingLoop(summary, cache, archive, clock, loggers.CreateLogger<RecordingLoop>())
            : null;
        var production = new ModelResponseSource(
            task,
            generator,
            recorder,
            lease,
            metrics,
            clock,
            loggers.CreateLogger<ModelResponseSource>());
        return live.Hold(new LiveResponse(summary.ResponseId, summary.Tenant, summary.Action, production, summary));
    }

    /// <summary>Holds a response that another instance fills.</summary>
    /// <param name="responseId">The response's id.</param>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="action">What it does for its issue.</param>
    /// <param name="found">What was read of it; null when its log isn't there yet.</param>
    public LiveResponse Follow(string responseId, string tenant, string action, StoredResponse? found) =>
        live.Hold(new LiveResponse(
            responseId, tenant, action, new RemoteResponseSource(found, responses, archive, clock, loggers.CreateLogger<RemoteResponseSource>())));

    /// <summary>Gives a response that has ended. It isn't held: it is in the table, as often as it is asked for.</summary>
    public static LiveResponse Replay(StoredResponse stored) =>
        new(stored.Summary.ResponseId, stored.Summary.Tenant, stored.Summary.Action, new StoredResponseSource(stored));
}
