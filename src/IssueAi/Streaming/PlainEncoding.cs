using System.Buffers;

namespace IssueAi.Streaming;

/// <summary>The contract's own frames, as the log holds them.</summary>
/// <param name="withIds">Whether each event gets an <c>id:</c> line, so that the client can resume.</param>
internal sealed class PlainEncoding(bool withIds) : IStreamEncoding
{
    public void WriteStart(IBufferWriter<byte> output, string responseId)
    {
    }

    public void WriteEvents(IBufferWriter<byte> output, EventBatch batch)
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

    public void WriteTerminal(IBufferWriter<byte> output, StreamFrame terminal, int? number)
    {
        if (withIds && number is { } last) EventBlock.WriteId(output, last);
        EventBlock.Write(output, terminal);
    }
}
