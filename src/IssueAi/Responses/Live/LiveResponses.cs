using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace IssueAi.Responses.Live;

/// <summary>The responses that this instance holds in memory while they run.</summary>
internal sealed class LiveResponses
{
    private readonly ConcurrentDictionary<string, LiveResponse> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<OpenedResponse?>> _byKey = new(StringComparer.Ordinal);

    /// <summary>Gets all responses that are running here.</summary>
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
    /// Finds a response whose end is still to come here. Of one that ends at this moment it waits until the record tells so:
    /// who asks then no longer shares it, but has it from there.
    /// </summary>
    public async ValueTask<LiveResponse?> FindUnendedAsync(string responseId)
    {
        if (!TryGet(responseId, out var response)) return null;
        if (!response.Log.HasEnded) return response;
        await response.Completion;
        return null;
    }

    /// <summary>
    /// Opens a response for a key, once for all who ask at the same time: the others get what the first one opened.
    /// </summary>
    /// <param name="key">What makes requests identical.</param>
    /// <param name="open">Finds or makes the response, for the first one; null when that one may not have it.</param>
    /// <param name="mayJoin">Tells whether one of the others may have it.</param>
    /// <returns>The response, with the caller attached; null when the caller may not have it.</returns>
    public async Task<OpenedResponse?> OpenOnceAsync(string key, Func<Task<OpenedResponse?>> open, Func<Task<bool>> mayJoin)
    {
        while (true)
        {
            var mine = new TaskCompletionSource<OpenedResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _byKey.GetOrAdd(key, mine.Task);
            var isFirst = first == mine.Task;
            var opened = isFirst ? await OpenAsync(key, open, mine) : await first;
            if (opened is not null)
            {
                if (!isFirst && !await mayJoin()) return null;
                if (opened.Live.Log.HasEnded) await opened.Live.Completion;
                else if (opened.Live.TryAttach()) return isFirst ? opened : opened with { IsOwner = false };
            }
            else if (isFirst)
            {
                return null;
            }

            // It ended or was stopped a moment ago, or the first one was refused; a new request deserves a look of its own.
            _byKey.TryRemove(KeyValuePair.Create(key, first));
        }
    }

    private async Task<OpenedResponse?> OpenAsync(string key, Func<Task<OpenedResponse?>> open, TaskCompletionSource<OpenedResponse?> mine)
    {
        try
        {
            var opened = await open();
            if (opened is null) _byKey.TryRemove(KeyValuePair.Create(key, mine.Task));
            mine.SetResult(opened);
            if (opened is not null) _ = ReleaseAsync(key, mine.Task, opened.Live);
            return opened;
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

    private async Task ReleaseAsync(string key, Task<OpenedResponse?> opened, LiveResponse response)
    {
        await response.Completion;
        _byKey.TryRemove(KeyValuePair.Create(key, opened));
    }
}
