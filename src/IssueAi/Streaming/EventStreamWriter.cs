using System.Buffers;
using System.IO.Pipelines;
using IssueAi.Telemetry;
using Microsoft.Extensions.Options;

namespace IssueAi.Streaming;

/// <summary>Follows a log and writes its events to a caller, as they come, paced and kept alive by the settings.</summary>
internal sealed class EventStreamWriter(IOptions<StreamingOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Writes events until the log has ended, the stream was open for long enough, or its caller can go on elsewhere and has to.
    /// The last frame isn't flushed, since it can go out together with the body's end.
    /// </summary>
    /// <param name="reader">The caller's place in the log.</param>
    /// <param name="output">The response's body.</param>
    /// <param name="format">What the caller asked for.</param>
    /// <param name="watch">Hears what went out; null where nobody wants to know.</param>
    /// <param name="ending">This instance is about to end; who can resume is sent to another one.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <returns>Whether the caller has got the whole response.</returns>
    public async Task<bool> WriteAsync(
        ResponseLogReader reader, PipeWriter output, StreamFormat format, StreamMetrics? watch, CancellationToken ending, CancellationToken cancellationToken)
    {
        using var alarm = new StreamTimer(reader, options.Value, clock);
        using var wakeOnAbort = cancellationToken.UnsafeRegister(Wake, reader);
        using var wakeOnEnding = format.CanResume ? ending.UnsafeRegister(Wake, reader) : default;

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = alarm.IsWordDue ? reader.Read(alarm.EventsAtOnce) : default;
            if (batch.Count > 0) format.Encoding.WriteEvents(output, batch);

            var isWhole = batch.Terminal is not null;
            if (isWhole || alarm.IsTimeUp || (format.CanResume && ending.IsCancellationRequested))
            {
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

    private static void Wake(object? reader) => ((ResponseLogReader)reader!).Wake();

    private static StreamFrame End(StreamFrame? terminal, ResponseLogReader reader, StreamFormat format) => terminal switch
    {
        StreamFrame.Metadata metadata when format.IsCached => new StreamFrame.Metadata(metadata.Value with { Cached = true }),
        not null => terminal,
        _ when format.CanResume => new StreamFrame.Reconnect(reader.Position, reader.ResponseId),

        // For who can't resume, the stream took too long.
        _ => ErrorFrames.Create(ErrorCode.UpstreamTimeout, reader.ResponseId),
    };
}
