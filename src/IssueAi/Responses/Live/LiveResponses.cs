using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace IssueAi.Responses.Live;

/// <summary>The responses that this instance holds in memory while they run.</summary>
internal sealed class LiveResponses
{
    private readonly ConcurrentDictionary<string, LiveResponse> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<LocatedResponse?>> _byKey = new(StringComparer.Ordinal);

    /// <summary>Gets all responses that run on this instance.</summary>
    public IEnumerable<LiveResponse> Running => _byId.Values;

    /// <summary>Holds a response until it has ended.</summary>
    public LiveResponse Hold(LiveResponse response)
    {
        _byId[response.ResponseId] = response;
        _ = ReleaseAsync(response);
        return response;
    }

    /// <summary>Finds a response that is still running here.</summary>
    public bool TryGet(string responseId, [NotNullWhen(true)] out LiveResponse? response) =>
        _byId.TryGetValue(responseId, out response) && !response.Completion.IsCompleted;

    /// <summary>
    /// Finds a response that hasn't ended yet. For one that is ending, it waits until the end is recorded: later requests
    /// read it from the table.
    /// </summary>
    public async ValueTask<LiveResponse?> FindUnendedAsync(string responseId)
    {
        if (!TryGet(responseId, out var response)) return null;
        if (!response.Log.HasEnded) return response;
        await response.Completion;
        return null;
    }

    /// <summary>
    /// Opens a response for a key, once for all requests at the same time: the others share the first one's result.
    /// </summary>
    /// <param name="key">The key that identical requests have.</param>
    /// <param name="locate">Locates the response, for the first request; null when the limits refuse that request.</param>
    /// <param name="mayJoin">Tells whether the limits admit one of the others.</param>
    /// <returns>The response, with the client attached; null when the limits refuse the request.</returns>
    public async Task<OpenedResponse?> OpenOnceAsync(string key, Func<Task<LocatedResponse?>> locate, Func<Task<bool>> mayJoin)
    {
        while (true)
        {
            var mine = new TaskCompletionSource<LocatedResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _byKey.GetOrAdd(key, mine.Task);
            var isFirst = first == mine.Task;
            var located = isFirst ? await LocateAsync(key, locate, mine) : await first;
            if (located is not null)
            {
                if (!isFirst && !await mayJoin()) return null;
                if (located.Live.Log.HasEnded) await located.Live.Completion;
                else if ((isFirst ? located : located with { IsOwner = false }).TryOpen() is { } opened) return opened;
            }
            else if (isFirst)
            {
                return null;
            }

            // It has just ended or been stopped, or the first request was refused: this request locates its response itself.
            _byKey.TryRemove(KeyValuePair.Create(key, first));
        }
    }

    private async Task<LocatedResponse?> LocateAsync(string key, Func<Task<LocatedResponse?>> locate, TaskCompletionSource<LocatedResponse?> mine)
    {
        try
        {
            var located = await locate();
            if (located is null) _byKey.TryRemove(KeyValuePair.Create(key, mine.Task));
            mine.SetResult(located);
            if (located is not null) _ = ReleaseAsync(key, mine.Task, located.Live);
            return located;
        }
        catch (Exception exception)
        {
            _byKey.TryRemove(KeyValuePair.Create(key, mine.Task));
            mine.SetException(exception);
            throw;
        }
    }

    private async Task ReleaseAsync(LiveResponse response)
    {
        await response.Completion;
        _byId.TryRemove(KeyValuePair.Create(response.ResponseId, response));
    }

    private async Task ReleaseAsync(string key, Task<LocatedResponse?> located, LiveResponse response)
    {
        await response.Completion;
        _byKey.TryRemove(KeyValuePair.Create(key, located));
    }
}
