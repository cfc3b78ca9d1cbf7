using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses.Sources;

/// <summary>Fills a log with a response that has ended.</summary>
internal sealed class StoredResponseSource(StoredResponse stored) : IResponseSource
{
    public Task FillAsync(LiveResponse response, CancellationToken stop)
    {
        response.Log.AppendBlocks(stored.Events.Span);
        response.Log.Complete(stored.Summary.Terminal);
        return Task.CompletedTask;
    }

    public Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace) => Task.CompletedTask;
}
