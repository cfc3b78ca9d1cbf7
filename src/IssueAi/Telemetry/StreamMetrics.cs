namespace IssueAi.Telemetry;

/// <summary>Watches one caller's stream. Frames are counted here and reported once, at its end.</summary>
internal sealed class StreamMetrics(IssueAiMetrics metrics, string action, bool isCached, long? arrival, TimeProvider clock)
{
    private int _frames;

    /// <summary>Takes note of frames that went out.</summary>
    public void Sent(int frames)
    {
        if (_frames == 0 && arrival is { } arrived) metrics.RecordFirstFrame(action, isCached, clock.GetElapsedTime(arrived));
        _frames += frames;
    }

    /// <summary>Reports the stream, which has ended.</summary>
    /// <param name="callerLeft">Whether its caller left before.</param>
    public void End(bool callerLeft)
    {
        if (_frames > 0) metrics.CountFrames(action, _frames);
        if (callerLeft) metrics.CountAbort(action);
    }
}
