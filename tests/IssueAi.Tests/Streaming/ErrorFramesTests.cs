using System.Buffers;
using System.Text.Json;
using IssueAi.Streaming;

namespace IssueAi.Tests.Streaming;

public sealed class ErrorFramesTests
{
    [Theory]
    [InlineData(ErrorCode.UpstreamUnavailable, "upstream_unavailable", true)]
    [InlineData(ErrorCode.UpstreamRateLimited, "upstream_rate_limited", true)]
    [InlineData(ErrorCode.UpstreamTimeout, "upstream_timeout", true)]
    [InlineData(ErrorCode.UpstreamRejected, "upstream_rejected", false)]
    [InlineData(ErrorCode.ContentFiltered, "content_filtered", false)]
    [InlineData(ErrorCode.Interrupted, "interrupted", true)]
    [InlineData(ErrorCode.Cancelled, "cancelled", false)]
    [InlineData(ErrorCode.Internal, "internal", true)]
    public void Create_OfEachCode_SaysWhetherToRetry(ErrorCode code, string name, bool retryable)
    {
        var frame = Serialize(ErrorFrames.Create(code, "r"));

        Assert.Equal("error", frame.GetProperty("type").GetString());
        Assert.Equal(name, frame.GetProperty("code").GetString());
        Assert.Equal(retryable, frame.GetProperty("retryable").GetBoolean());
        Assert.Equal(retryable, frame.TryGetProperty("retryAfterSeconds", out _));
        Assert.Equal("r", frame.GetProperty("responseId").GetString());
    }

    [Fact]
    public void Create_OfEachCode_HasWordsOfItsOwn()
    {
        var messages = Enum.GetValues<ErrorCode>().Select(code => ErrorFrames.Create(code, "r").Message);

        Assert.Equal(Enum.GetValues<ErrorCode>().Length, messages.Distinct().Count());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.2, 1)]
    [InlineData(2, 2)]
    [InlineData(2.001, 3)]
    [InlineData(1e10, int.MaxValue)]
    public void Create_WithAWait_RoundsItUp(double seconds, int expected) =>
        Assert.Equal(expected, ErrorFrames.Create(ErrorCode.UpstreamRateLimited, "r", TimeSpan.FromSeconds(seconds)).RetryAfterSeconds);

    [Fact]
    public void Create_OfWhatIsNotRetryable_IgnoresTheWait() =>
        Assert.Null(ErrorFrames.Create(ErrorCode.UpstreamRejected, "r", TimeSpan.FromSeconds(9)).RetryAfterSeconds);

    private static JsonElement Serialize(StreamFrame frame)
    {
        var block = new ArrayBufferWriter<byte>();
        EventBlock.Write(block, frame);
        return JsonElement.Parse(block.WrittenSpan["data: ".Length..]);
    }
}
