using System.Buffers;

namespace IssueAi.Streaming;

/// <summary>The format of events on the wire. One instance serves one stream.</summary>
internal interface IStreamEncoding
{
    /// <summary>Writes the part before the first event, if any.</summary>
    void WriteStart(IBufferWriter<byte> output, string responseId);

    void WriteEvents(IBufferWriter<byte> output, EventBatch batch);

    /// <summary>Writes the frame that ends the stream, and the part after it, if any.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="terminal">The frame.</param>
    /// <param name="number">
    /// The number it has as the response's last event; null where it ends only this stream, and the response may go on.
    /// </param>
    void WriteTerminal(IBufferWriter<byte> output, StreamFrame terminal, int? number);
}
