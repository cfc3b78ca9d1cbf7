using System.Buffers;
using System.IO.Pipelines;
using IssueAi.Telemetry;
using Microsoft.Extensions.Options;

namespace IssueAi.Streaming;

/// <summary>Follows a log and writes its events to a client, with the configured pace and keep-alive.</summary>
internal sealed class EventStreamWriter(IOptions<StreamingOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan MaxRecordingTime = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Writes events until the log has ended, the stream's time is up, or the client has to resume at another instance. The
    /// last frame isn't flushed, since it can be sent together with the body's end.
    /// </summary>
    /// <param name="reader">The client's reader.</param>
    /// <param name="output">The response's body.</param>
    /// <param name="format">The requested format.</param>
    /// <param name="watch">Measures the stream; null without a listener.</param>
    /// <param name="ending">This instance's end.</param>
    /// <param name="cancellationToken">Fires when the client disconnects.</param>
    /// <returns>Whether the client has got the whole response.</returns>
    public async Task<bool> WriteAsync(
        ResponseLogReader reader, PipeWriter output, StreamFormat format, StreamMetrics? watch, StreamEnding ending, CancellationToken cancellationToken)
    {
        using var alarm = new StreamTimer(reader, options.Value, clock);
        using var wakeOnAbort = cancellationToken.UnsafeRegister(Wake, reader);
        using var wakeOnEnding = format.CanResume ? ending.Token.UnsafeRegister(Wake, reader) : default;

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = alarm.IsWordDue ? reader.Read(alarm.EventsAtOnce) : default;
            if (batch.Count > 0) format.Encoding.WriteEvents(output, batch);

            var isWhole = batch.Terminal is not null;
            var isSentElsewhere = !isWhole && format.CanResume && ending.Token.IsCancellationRequested;
            if (isWhole || isSentElsewhere || alarm.IsTimeUp)
            {
                if (isSentElsewhere) await WaitAsync(ending.Recorded, cancellationToken);
                format.Encoding.WriteTerminal(output, End(batch.Terminal, reader, format), isWhole ? reader.Position + 1 : null);
                watch?.Sent(batch.Count + 1);
                return isWhole;
            }

            if (batch.Count > 0)
            {
                await output.FlushAsync(cancellationToken);
                watch?.Sent(batch.Count);
                alarm.Sent(batch);
            }
            else if (alarm.IsKeepAliveDue)
            {
                output.Write(EventBlock.KeepAlive);
                await output.FlushAsync(cancellationToken);
                alarm.SentKeepAlive();
            }
            else
            {
                alarm.Arm();
                await reader.WaitAsync();
            }
        }
    }

    // A client that asked another instance before would be told that there is no such response. While storage is down, it can't be helped.
    private async Task WaitAsync(Task recorded, CancellationToken cancellationToken)
    {
        try
        {
            await recorded.WaitAsync(MaxRecordingTime, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    private static void Wake(object? reader) => ((ResponseLogReader)reader!).Wake();

    private static StreamFrame End(StreamFrame? terminal, ResponseLogReader reader, StreamFormat format) => terminal switch
    {
        StreamFrame.Metadata metadata when format.IsCached => new StreamFrame.Metadata(metadata.Value with { Cached = true }),
        not null => terminal,
        _ when format.CanResume => new StreamFrame.Reconnect(reader.Position, reader.ResponseId),

        // A client that can't resume gets a time-out.
        _ => ErrorFrames.Create(ErrorCode.UpstreamTimeout, reader.ResponseId),
    };
}
