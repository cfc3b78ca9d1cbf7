using System.Buffers;
using BenchmarkDotNet.Attributes;
using IssueAi.Confidence;
using IssueAi.Streaming;

namespace IssueAi.Micro;

/// <summary>Writes the frames of a response.</summary>
public class FrameWriterBenchmarks
{
    private static readonly StreamFrame Score = new StreamFrame.Confidence(88, ConfidenceLevel.Medium, ConfidenceMethod.LogProbabilities, Calibrated: false);

    private readonly string _responseId = new('0', 32);
    private readonly ArrayBufferWriter<byte> _output = new(4096);

    [Benchmark(Baseline = true)]
    public int Text()
    {
        _output.ResetWrittenCount();
        EventBlock.WriteText(_output, " ticket"u8);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Confidence()
    {
        _output.ResetWrittenCount();
        EventBlock.Write(_output, Score);
        return _output.WrittenCount;
    }

    /// <summary>A log of 200 text events, published one by one: the cost of a response without the network.</summary>
    [Benchmark(OperationsPerInvoke = 200)]
    public int LogOf200Texts()
    {
        var log = new ResponseLog(_responseId);
        for (var text = 0; text < 200; text++)
        {
            log.AppendText(" ticket"u8);
            log.Publish();
        }

        return log.Count;
    }
}
