using IssueAi.Text;

namespace IssueAi.Streaming;

/// <summary>
/// Wakes a stream's reader when a word or a keep-alive comment is due, or the stream's time is up. There is one timer per
/// stream, and it is set after it has fired, not at each event.
/// </summary>
internal sealed class StreamTimer : IDisposable
{
    /// <summary>
    /// The maximum events per flush. A client that reads slowly has no more than these waiting for it, and its time is looked at
    /// between flushes.
    /// </summary>
    public const int MaxEventsAtOnce = 1024;

    // Timers count whole milliseconds, and may fire a little early.
    private static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _wordDelay;
    private readonly TimeSpan _keepAliveInterval;
    private readonly TimeSpan _maxDuration;
    private readonly long _opened;
    private readonly ITimer _timer;
    private readonly ResponseLogReader _reader;
    private long _lastSent;
    private TimeSpan _wordsDueAfter;
    private volatile bool _armed;

    public StreamTimer(ResponseLogReader reader, StreamingOptions options, TimeProvider clock)
    {
        _clock = clock;
        _wordDelay = options.WordDelay;
        _keepAliveInterval = options.KeepAliveInterval;
        _maxDuration = options.MaxDuration;
        _opened = _lastSent = clock.GetTimestamp();
        _timer = clock.CreateTimer(static state => Ring((StreamTimer)state!), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _reader = reader;
    }

    /// <summary>Gets how many events may go out together: one when words are paced.</summary>
    public int EventsAtOnce => _wordDelay > TimeSpan.Zero ? 1 : MaxEventsAtOnce;

    public bool IsWordDue => _wordsDueAfter == TimeSpan.Zero || Silence >= _wordsDueAfter;

    public bool IsKeepAliveDue => Silence >= _keepAliveInterval;

    public bool IsTimeUp => _clock.GetElapsedTime(_opened) >= _maxDuration;

    private TimeSpan Silence => _clock.GetElapsedTime(_lastSent);

    /// <summary>Notes that events were sent.</summary>
    public void Sent(EventBatch batch)
    {
        _lastSent = _clock.GetTimestamp();
        if (_wordDelay == TimeSpan.Zero) return;

        _wordsDueAfter = _wordDelay * Math.Max(1, WordsIn(batch));
        _armed = false;
    }

    public void SentKeepAlive()
    {
        // A comment is no word: it must not delay the next word.
        var silence = Silence;
        _wordsDueAfter = _wordsDueAfter > silence ? _wordsDueAfter - silence : TimeSpan.Zero;
        _lastSent = _clock.GetTimestamp();
        _armed = false;
    }

    /// <summary>Sets the timer for the next due time. Called before the reader waits.</summary>
    public void Arm()
    {
        if (_armed) return;

        var silence = Silence;
        var due = _keepAliveInterval - silence;
        if (_wordsDueAfter > silence && _wordsDueAfter - silence < due) due = _wordsDueAfter - silence;

        var left = _maxDuration - _clock.GetElapsedTime(_opened);
        if (left < due) due = left;

        _armed = true;
        _timer.Change(due > MinDelay ? due : MinDelay, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private static int WordsIn(EventBatch batch)
    {
        var words = 0;
        var text = EventBlock.TextOf(batch.All);
        for (int at = 0, previous = -1; at < text.Length; previous = at, at += EscapedText.LengthAt(text, at))
        {
            if (!EscapedText.IsWhiteSpaceAt(text, at) && (previous < 0 || EscapedText.IsWhiteSpaceAt(text, previous))) words++;
        }

        return words;
    }

    private static void Ring(StreamTimer alarm)
    {
        alarm._armed = false;
        alarm._reader.Wake();
    }
}
