using System.Buffers;
using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Responses.Sources;

/// <summary>
/// Fills a log from the table while another instance writes it there. An expired lease shows that the other instance has
/// died, so no reader waits forever.
/// </summary>
internal sealed partial class RemoteResponseSource(
    StoredResponse found, ResponseStore responses, ResponseArchive archive, TimeProvider clock, ILogger<RemoteResponseSource> logger) : IResponseSource
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(500);

    private readonly ArrayBufferWriter<byte> _rest = new();
    private readonly FollowerMark _mark = new(found.Summary.ResponseId, responses, clock);
    private int _lastRow;

    public async Task FillAsync(LiveResponse response, CancellationToken stop)
    {
        StreamFrame terminal;
        try
        {
            terminal = await FollowAsync(response, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal = ErrorFrames.Create(response.StopReason, response.ResponseId);
        }
        catch (Exception exception)
        {
            Log.Lost(logger, exception, response.ResponseId);
            terminal = ErrorFrames.Create(ErrorCode.Interrupted, response.ResponseId);
        }

        response.Log.Complete(terminal);
    }

    // The other instance goes on generating; only the reading here ends.
    public async Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace)
    {
        if (grace > TimeSpan.Zero) await Task.WhenAny(response.Completion, Task.Delay(grace, clock));
        response.StopIfDeserted(arrivals);
    }

    private async Task<StreamFrame> FollowAsync(LiveResponse response, CancellationToken stop)
    {
        var pause = MinPause;
        var heardAt = clock.GetTimestamp();

        // The client sees nothing before the mark is there: the other instance would stop when its own clients leave.
        if (!await TryMarkAsync(_mark.WriteAsync, stop)) await TryMarkAsync(_mark.WriteAsync, stop);
        for (StoredResponse? next = found; ; next = await TryReadAsync(response.ResponseId, stop))
        {
            if (next is not null)
            {
                heardAt = clock.GetTimestamp();
                pause = next.Events.IsEmpty ? pause : MinPause;
                Append(response.Log, next);
                if (await EndOfAsync(next, stop) is { } terminal) return terminal;
            }
            else if (clock.GetElapsedTime(heardAt) > ResponseStore.LeaseTime)
            {
                return ErrorFrames.Create(ErrorCode.Interrupted, response.ResponseId);
            }

            await TryMarkAsync(_mark.RenewAsync, stop);
            await Task.Delay(pause, clock, stop);
            pause = pause * 1.5 < MaxPause ? pause * 1.5 : MaxPause;
        }
    }

    private void Append(ResponseLog log, StoredResponse next)
    {
        _lastRow = next.LastRow;
        if (next.Events.IsEmpty) return;

        _rest.Write(next.Events.Span);
        var rest = _rest.WrittenSpan[log.AppendBlocks(_rest.WrittenSpan)..].ToArray();
        log.Publish();
        _rest.ResetWrittenCount();
        _rest.Write(rest);
    }

    private async Task<StreamFrame?> EndOfAsync(StoredResponse next, CancellationToken stop)
    {
        if (next.Summary.State != ResponseState.Running) return EndOf(next.Summary);
        if (!next.IsAbandoned) return null;

        // Null means that the other instance was only slow; its log goes on.
        var ended = await archive.EndAbandonedAsync(next, ErrorCode.Interrupted, stop);
        return ended?.Terminal;
    }

    // The other instance stopped the response before it saw this reader's mark. No client cancelled it.
    private static StreamFrame EndOf(ResponseSummary ended) => ended is { State: ResponseState.Cancelled, WasDeserted: true }
        ? ErrorFrames.Create(ErrorCode.Interrupted, ended.ResponseId)
        : ended.Terminal;

    private async Task<StoredResponse?> TryReadAsync(string responseId, CancellationToken stop)
    {
        try
        {
            return await responses.ReadAsync(responseId, _lastRow, stop);
        }
        catch (StorageUnavailableException)
        {
            Log.Unreachable(logger, responseId);
            return null;
        }
    }

    private async Task<bool> TryMarkAsync(Func<CancellationToken, Task> mark, CancellationToken stop)
    {
        try
        {
            await mark(stop);
            return true;
        }
        catch (StorageUnavailableException)
        {
            Log.Unreachable(logger, found.Summary.ResponseId);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Response {ResponseId} of another instance can't be read now.")]
        public static partial void Unreachable(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Error, "Response {ResponseId} of another instance can't be read.")]
        public static partial void Lost(ILogger logger, Exception exception, string responseId);
    }
}
