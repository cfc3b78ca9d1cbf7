namespace IssueAi.Telemetry;

/// <summary>Measures one client's stream. It counts the frames and reports them once, at the end.</summary>
internal sealed class StreamMetrics(IssueAiMetrics metrics, string action, bool isCached, long? arrival, TimeProvider clock)
{
    private int _frames;

    /// <summary>Counts frames that were sent.</summary>
    public void Sent(int frames)
    {
        if (_frames == 0 && arrival is { } arrived) metrics.RecordFirstFrame(action, isCached, clock.GetElapsedTime(arrived));
        _frames += frames;
    }

    /// <summary>Reports the stream at its end.</summary>
    /// <param name="callerLeft">Whether the client disconnected before.</param>
    public void End(bool callerLeft)
    {
        if (_frames > 0) metrics.CountFrames(action, _frames);
        if (callerLeft) metrics.CountAbort(action);
    }
}
