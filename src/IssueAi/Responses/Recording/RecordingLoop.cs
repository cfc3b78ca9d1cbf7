using IssueAi.Caching;
using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Responses.Recording;

/// <summary>
/// Writes one response's log to the table in batches while it grows, and learns of cancel requests from other instances.
/// After a failed write the next batch tries again; the stream isn't affected.
/// </summary>
internal sealed partial class RecordingLoop(
    ResponseSummary summary, CachePlan cache, ResponseArchive archive, TimeProvider clock, ILogger<RecordingLoop> logger)
    : IDisposable
{
    private static readonly TimeSpan SettleInterval = TimeSpan.FromSeconds(1);

    private readonly PeriodicTimer _batches = new(RecordingPace.ShortInterval, clock);
    private readonly RecordingPace _pace = new(clock);
    private readonly StoredLogWriter _recording = archive.CreateWriter(summary);
    private ResponseLogReader? _reader;
    private bool _hasBegun;
    private EventBatch _unrecorded;
    private bool _isLost;
    private long _lastWrite;

    /// <summary>Records until <see cref="EndAsync"/> is called. Doesn't throw.</summary>
    public async Task RecordAsync(LiveResponse response)
    {
        _reader = response.Log.OpenReader();
        do
        {
            await WriteAsync(response);
            AdaptInterval();
        }
        while (!_isLost && await _batches.WaitForNextTickAsync());
    }

    /// <summary>Writes the rest, the end and the cache keys.</summary>
    /// <returns>Whether the whole response is recorded.</returns>
    public async Task<bool> EndAsync(LiveResponse response, Task recording, StreamFrame terminal)
    {
        Dispose();
        await recording;
        _reader!.Dispose();
        if (!_isLost && await TryEndAsync(response, terminal)) return true;

        // The client doesn't wait for it. After the lease, the next instance that finds the response settles it.
        _ = SettleAsync(response);
        return _recording.HasEnded;
    }

    private void AdaptInterval()
    {
        if (_batches.Period == _pace.Interval) return;
        try
        {
            _batches.Period = _pace.Interval;
        }
        catch (ObjectDisposedException)
        {
            // The response ended during the write; no batch follows.
        }
    }

    private async Task SettleAsync(LiveResponse response)
    {
        var begun = clock.GetTimestamp();
        do
        {
            try
            {
                await archive.SettleAsync(summary);
                return;
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(SettleInterval, clock);
            }
            catch (Exception exception)
            {
                Log.NotRecorded(logger, exception, response.ResponseId);
                return;
            }
        }
        while (clock.GetElapsedTime(begun) < ResponseStore.LeaseTime);
    }

    private async Task<bool> TryEndAsync(LiveResponse response, StreamFrame terminal)
    {
        try
        {
            await RetryOnceAsync(BeginAsync);
            Take();
            var final = summary.EndedWith(terminal, clock.GetUtcNow().UtcDateTime) with { WasDeserted = response.WasDeserted };
            var state = RecordingState.Lost;
            await RetryOnceAsync(async () => state = await archive.EndAsync(_recording, Unrecorded(), final, cache));
            return state != RecordingState.Lost;
        }
        catch (StorageUnavailableException)
        {
            if (!_recording.HasEnded) Log.CutShort(logger, response.ResponseId);
            return false;
        }
        catch (Exception exception)
        {
            // The answer itself is complete.
            Log.NotRecorded(logger, exception, response.ResponseId);
            return false;
        }
    }

    /// <summary>Ends the batches, and with them <see cref="RecordAsync"/>.</summary>
    public void Dispose() => _batches.Dispose();

    /// <summary>Tells whether another instance follows the response.</summary>
    public async Task<bool> IsFollowedAsync(string responseId)
    {
        var isFollowed = false;
        try
        {
            // A reader elsewhere would be cut off by one failed operation.
            await RetryOnceAsync(async () => isFollowed = await archive.IsFollowedAsync(responseId));
            return isFollowed;
        }
        catch (StorageUnavailableException)
        {
            // While this instance can't read the table, the others most likely can't either.
            Log.StoppedUnasked(logger, responseId);
            return false;
        }
    }

    private async Task WriteAsync(LiveResponse response)
    {
        try
        {
            await BeginAsync();
            response.MarkRecorded();
            Take();
            if (_unrecorded.Count == 0 && clock.GetElapsedTime(_lastWrite) < _pace.RenewInterval) return;

            var hasEvents = _unrecorded.Count > 0;
            var state = await _recording.AppendAsync(Unrecorded(), CancellationToken.None);
            _unrecorded = default;
            _lastWrite = clock.GetTimestamp();
            _isLost = state == RecordingState.Lost;
            if (state == RecordingState.CancelRequested) response.Stop();
            _pace.Wrote(_recording.Follower, hasEvents);
            if (_pace.IsCheckDue) _pace.Checked(await archive.IsFollowedAsync(response.ResponseId));
        }
        catch (StorageUnavailableException)
        {
            if (_pace.Failed()) Log.RecordedLater(logger, response.ResponseId);
        }
        catch (Exception exception)
        {
            // A later try would fail as well. The stream goes on.
            Log.NotRecorded(logger, exception, response.ResponseId);
            _isLost = true;
        }
    }

    private async Task BeginAsync()
    {
        if (_hasBegun) return;

        await archive.BeginAsync(_recording, summary);
        _hasBegun = true;
        _lastWrite = clock.GetTimestamp();
    }

    // For an operation that no later one makes good.
    private static async Task RetryOnceAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (StorageUnavailableException)
        {
            await operation();
        }
    }

    private void Take()
    {
        var next = _reader!.Read();
        _unrecorded = _unrecorded.Count == 0 ? next : next with { After = _unrecorded.After, Count = _unrecorded.Count + next.Count };
    }

    private ReadOnlyMemory<byte> Unrecorded() => _unrecorded.Count == 0 ? default : _unrecorded.AllMemory;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Response {ResponseId} can't be recorded now; the next batch tries again.")]
        public static partial void RecordedLater(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Warning, "Response {ResponseId} stops, since its clients have left: storage can't tell whether another instance follows it.")]
        public static partial void StoppedUnasked(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: the end of response {ResponseId} isn't recorded.")]
        public static partial void CutShort(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Error, "Response {ResponseId} can't be recorded: internal error.")]
        public static partial void NotRecorded(ILogger logger, Exception exception, string responseId);
    }
}
