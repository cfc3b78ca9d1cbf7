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

/// <summary>Creates responses in memory, each with the source that fills its log.</summary>
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
    /// <param name="tenant">The tenant.</param>
    /// <param name="action">The action's name.</param>
    /// <param name="found">What the table holds of it.</param>
    public LiveResponse Follow(string responseId, string tenant, string action, StoredResponse found) =>
        live.Hold(new LiveResponse(
            responseId, tenant, action, new RemoteResponseSource(found, responses, archive, clock, loggers.CreateLogger<RemoteResponseSource>())));

    /// <summary>Creates a response that has ended. It isn't held in memory, since the table has it.</summary>
    public static LiveResponse Replay(StoredResponse stored) =>
        new(stored.Summary.ResponseId, stored.Summary.Tenant, stored.Summary.Action, new StoredResponseSource(stored));
}
