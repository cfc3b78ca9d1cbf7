using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Options;

namespace IssueAi.Streaming;

/// <summary>Follows a log and writes its events to a caller, as they come, paced and kept alive by the settings.</summary>
internal sealed class EventStreamWriter(IOptions<StreamingOptions> options, TimeProvider clock)
{
    /// <summary>Writes events until the log has ended.</summary>
    /// <param name="reader">The caller's place in the log.</param>
    /// <param name="output">The response's body.</param>
    /// <param name="withIds">Whether each event gets an <c>id:</c> line, so that the caller can resume.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    public async Task WriteAsync(
        ResponseLogReader reader, PipeWriter output, bool withIds, CancellationToken cancellationToken = default)
    {
        using var alarm = new StreamAlarm(reader, options.Value, clock);
        using var wakeOnAbort = cancellationToken.UnsafeRegister(static reader => ((ResponseLogReader)reader!).Wake(), reader);

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = alarm.IsWordDue ? reader.Read(alarm.EventsAtOnce) : default;
            if (batch.Count > 0) WriteEvents(output, batch, withIds);
            if (batch.Terminal is { } terminal) WriteTerminal(output, terminal, reader.Position + 1, withIds);

            if (batch.Count > 0 || batch.Terminal is not null)
            {
                await output.FlushAsync(cancellationToken);
                if (batch.Terminal is not null) return;
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

    private static void WriteEvents(PipeWriter output, EventBatch batch, bool withIds)
    {
        if (!withIds)
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

    private static void WriteTerminal(PipeWriter output, StreamFrame terminal, int number, bool withIds)
    {
        if (withIds) EventBlock.WriteId(output, number);
        EventBlock.Write(output, terminal);
    }
}
