using System.Diagnostics.CodeAnalysis;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.Live;

/// <summary>
/// A response that this instance holds in memory: its log, the source that fills it, and the number of its readers. When the
/// last reader has left, the source decides whether it goes on.
/// </summary>
/// <param name="responseId">The response's id.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="action">The action's name, such as <c>refine</c>.</param>
/// <param name="source">The source that fills the log.</param>
/// <param name="summary">The summary at the start; null for a response that another instance generates.</param>
[SuppressMessage("Design", "CA1001", Justification = "The source of the stop token has no timer and no link, so it holds nothing to release.")]
internal sealed class LiveResponse(string responseId, string tenant, string action, IResponseSource source, ResponseSummary? summary = null)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readers;
    private int _arrivals;
    private TimeSpan _grace;
    private bool _isStarted;
    private bool _isStopped;

    public ResponseLog Log { get; } = new(responseId);

    public string ResponseId => Log.ResponseId;

    /// <summary>Gets the tenant.</summary>
    public string Tenant { get; } = tenant;

    /// <summary>Gets the action's name, such as <c>refine</c>.</summary>
    public string Action { get; } = action;

    /// <summary>Gets the summary of a response that this instance generates; null for one of another instance.</summary>
    public ResponseSummary? Produced { get; } = summary;

    /// <summary>Gets a task that ends when the log has ended and is recorded.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Gets a task that ends when other instances can find the response.</summary>
    public Task Recorded => Produced is null ? Task.CompletedTask : _recorded.Task;

    /// <summary>Gets a value indicating whether the log is still to grow, or about to.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate) return !_isStopped && !Log.HasEnded;
        }
    }

    /// <summary>Gets why the source was stopped, where it was.</summary>
    public ErrorCode StopReason { get; private set; } = ErrorCode.Cancelled;

    /// <summary>Gets a value indicating whether the source was stopped because no reader was left.</summary>
    public bool WasDeserted { get; private set; }

    /// <summary>Tells that other instances can find the response from now on.</summary>
    public void MarkRecorded() => _recorded.TrySetResult();

    /// <summary>Starts the source. A second call does nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_isStarted) return;
            _isStarted = true;
        }

        _ = FillAsync();
    }

    /// <summary>Attaches a client; null when the response was stopped before.</summary>
    public ResponseAttachment? TryAttach()
    {
        lock (_gate)
        {
            if (_isStopped) return null;
            _readers++;
            _arrivals++;
        }

        return new ResponseAttachment(this);
    }

    /// <summary>Ends a client's attachment; for <see cref="ResponseAttachment"/> alone.</summary>
    internal void Detach(ResponseAttachment attachment)
    {
        // A client may leave before it has started the response, and then the others still wait for its end.
        Start();
        if (attachment.ContinuesElsewhere && Produced is not null) return;
        TimeSpan grace;
        int arrivals;
        lock (_gate)
        {
            if (attachment.Grace > _grace) _grace = attachment.Grace;

            // A reader may have read the end before the source has returned.
            if (--_readers > 0 || _isStopped || Log.HasEnded) return;
            (grace, arrivals) = (_grace, _arrivals);
        }

        _ = source.LeaveAsync(this, arrivals, grace);
    }

    /// <summary>Tells whether no reader has come since <paramref name="arrivals"/> and the response still runs.</summary>
    public bool IsDeserted(int arrivals)
    {
        lock (_gate) return _arrivals == arrivals && _readers == 0 && !_isStopped && !Log.HasEnded;
    }

    /// <summary>Stops the source, which then ends the log, unless a reader has come since <paramref name="arrivals"/>.</summary>
    public void StopIfDeserted(int arrivals)
    {
        lock (_gate)
        {
            if (_isStopped || _arrivals != arrivals) return;
            _isStopped = WasDeserted = true;
        }

        _stop.Cancel();
    }

    /// <summary>Stops following another instance if no client reads here.</summary>
    public void StopIfUnreadCopy()
    {
        lock (_gate)
        {
            if (Produced is not null || _readers > 0) return;
            _isStopped = true;
        }

        _stop.Cancel();
    }

    /// <summary>Stops the source, which then ends the log.</summary>
    public void Stop()
    {
        lock (_gate) _isStopped = true;
        _stop.Cancel();
    }

    /// <summary>Stops the source because this instance ends.</summary>
    public void Interrupt()
    {
        StopReason = ErrorCode.Interrupted;
        Stop();
    }

    private async Task FillAsync()
    {
        try
        {
            await source.FillAsync(this, _stop.Token);
        }
        finally
        {
            _completion.TrySetResult();
        }
    }
}
