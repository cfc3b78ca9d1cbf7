using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.History;

/// <summary>Reads a tenant's responses, running ones too.</summary>
internal sealed class ResponseReader(LiveResponses live, ResponseStore responses, ResponseArchive archive, TimeProvider clock)
{
    /// <summary>Reads a response; null when the tenant has none with this id.</summary>
    public async Task<FoundResponse?> FindAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        // Memory is newer than the table, and available when the table isn't.
        if (live.TryGet(responseId, out var here) && here.Tenant == tenant && here.Produced is { } produced) return Describe(here.Log, produced);

        var stored = await responses.FindAsync(tenant, responseId, cancellationToken: cancellationToken);
        if (stored is null) return null;

        var ended = stored.IsAbandoned ? await archive.EndAbandonedAsync(stored, ErrorCode.Interrupted, cancellationToken) : null;
        return new FoundResponse(ended ?? stored.Summary, ResponseContent.Read(stored.Events.Span)) { IsStored = true };
    }

    /// <summary>Describes a response that this instance generates or has just generated.</summary>
    public FoundResponse Describe(ResponseLog log, ResponseSummary produced)
    {
        var snapshot = log.Read();
        var summary = snapshot.Terminal is { } terminal ? produced.EndedWith(terminal, clock.GetUtcNow().UtcDateTime) : produced;
        return new FoundResponse(summary, ResponseContent.Read(snapshot.All));
    }
}
