using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Options;

namespace IssueAi.Streaming;

/// <summary>Follows a log and writes its events to a caller, as they come, paced and kept alive by the settings.</summary>
internal sealed class EventStreamWriter(IOptions<StreamingOptions> options, TimeProvider clock)
{
    /// <summary>Writes events until the log has ended or the stream was open for long enough.</summary>
    /// <param name="reader">The caller's place in the log.</param>
    /// <param name="output">The response's body.</param>
    /// <param name="format">What the caller asked for.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <returns>Whether the caller has got the whole response.</returns>
    public async Task<bool> WriteAsync(
        ResponseLogReader reader, PipeWriter output, StreamFormat format, CancellationToken cancellationToken = default)
    {
        using var alarm = new StreamAlarm(reader, options.Value, clock);
        using var wakeOnAbort = cancellationToken.UnsafeRegister(static reader => ((ResponseLogReader)reader!).Wake(), reader);

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = alarm.IsWordDue ? reader.Read(alarm.EventsAtOnce) : default;
            WriteEvents(output, batch, format);

            if (batch.Terminal is null && alarm.IsTimeUp)
            {
                WriteTerminal(output, TimeUp(reader, format), reader.Position + 1, format with { WithIds = false });
                await output.FlushAsync(cancellationToken);
                return false;
            }

            if (batch.Terminal is { } terminal)
            {
                WriteTerminal(output, terminal, reader.Position + 1, format);
                await output.FlushAsync(cancellationToken);
                return true;
            }

            if (batch.Count > 0)
            {
                await output.FlushAsync(cancellationToken);
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

    // For who can't resume, the stream took too long.
    private static StreamFrame TimeUp(ResponseLogReader reader, StreamFormat format) => format.CanResume
        ? new StreamFrame.Reconnect(reader.Position, reader.ResponseId)
        : ErrorFrames.Create(ErrorCode.UpstreamTimeout, reader.ResponseId);

    private static void WriteEvents(PipeWriter output, EventBatch batch, StreamFormat format)
    {
        if (!format.WithIds)
        {
            output.Write(batch.All);
            return;
        }

        for (var number = batch.After + 1; number <= batch.After + batch.Count; number++)
        {
            EventBlock.WriteId(output, number);
            output.Write(batch.Block(number));
        }
    }

    private static void WriteTerminal(PipeWriter output, StreamFrame terminal, int number, StreamFormat format)
    {
        if (format.WithIds) EventBlock.WriteId(output, number);
        EventBlock.Write(output, format.IsCached && terminal is StreamFrame.Metadata metadata
            ? new StreamFrame.Metadata(metadata.Value with { Cached = true })
            : terminal);
    }
}
