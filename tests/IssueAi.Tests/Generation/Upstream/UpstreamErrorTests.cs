using System.Text;
using System.Text.Json;
using IssueAi.Generation;
using IssueAi.Generation.Upstream;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class UpstreamErrorTests
{
    [Theory]
    [InlineData("""{"error":{"type":"overloaded_error","message":"m"}}""", "overloaded_error")]
    [InlineData("""{"error":{"type":"a","code":"b"}}""", "a, b")]
    [InlineData("""{"error":{"code":"a","innererror":{"code":"b"}}}""", "a, b")]
    [InlineData("""{"error":{"type":"a","details":{"error_code":"b"}}}""", "a, b")]
    [InlineData("""{"type":"a","code":null}""", "a")]
    [InlineData("""{"error":{"type":"two words","code":"say \"it\""}}""", "no name")]
    [InlineData("""{"error":{"type":"sk-1234","code":"\ud83d"}}""", "no name")]
    [InlineData("""{"error":"a"}""", "no name")]
    [InlineData("""["a"]""", "no name")]
    [InlineData("<html>", "no name")]
    [InlineData("", "no name")]
    public void Read_Answer_FindsNamesOnly(string json, string expected)
    {
        var error = UpstreamError.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal(expected, error.ToString());
    }

    [Fact]
    public void Read_NameTooLong_IsLeftOut()
    {
        var error = UpstreamError.Read(JsonSerializer.SerializeToUtf8Bytes(new { error = new { type = new string('a', 65) } }));

        Assert.Empty(error.Names);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Unsupported parameter: 'logprobs' is not supported with this model.","type":"invalid_request_error","param":"logprobs","code":"unsupported_parameter"}}""", true)]
    [InlineData(400, """{"error":{"message":"Unsupported value.","param":"logprobs","code":"unsupported_value"}}""", true)]
    [InlineData(400, """{"error":{"message":"Bad.","param":"top_logprobs","code":null}}""", true)]
    [InlineData(400, """{"error":{"message":"logprobs are not supported with reasoning models.","param":null,"code":null}}""", true)]
    [InlineData(400, """{"error":{"message":"This model does not support logprobs","code":"BadRequest"}}""", true)]
    [InlineData(403, """{"error":{"message":"You are not allowed to request logprobs from this model"}}""", true)]
    [InlineData(422, """{"message":"Extra inputs are not permitted: LogProbs"}""", true)]
    [InlineData(400, """{"error":{"message":"Unsupported parameter: 'max_tokens'.","param":"max_tokens","code":"unsupported_parameter"}}""", false)]
    [InlineData(400, """{"error":{"message":"Not with this model.","param":null,"code":"unsupported_parameter"}}""", true)]
    [InlineData(422, """{"detail":[{"loc":["body","logprobs"],"msg":"Extra inputs are not permitted"}]}""", true)]
    [InlineData(400, "logprobs: not supported", true)]
    [InlineData(400, """{"error":{"message":"Bad.","code":"invalid_request_error"}}""", false)]
    [InlineData(401, """{"error":{"message":"No key, no logprobs."}}""", false)]
    [InlineData(500, """{"error":{"message":"logprobs failed"}}""", false)]
    public void ToException_OfARefusal_TellsWhetherItIsOfLogProbabilities(int status, string json, bool expected)
    {
        var failure = UpstreamStatus.ToException(status, UpstreamError.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(expected, failure.Refuses.HasFlag(RequestParameters.LogProbabilities));
        Assert.DoesNotContain("logprobs", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("content_policy_violation")]
    [InlineData("ResponsibleAIPolicyViolation")]
    public void Sort_NameOfAContentFilter_IsContentFiltered(string name) =>
        Assert.Equal(ErrorCode.ContentFiltered, new UpstreamError(["invalid_request_error", name]).Sort());

    [Theory]
    [InlineData(429, ErrorCode.UpstreamRateLimited)]
    [InlineData(400, ErrorCode.UpstreamRejected)]
    [InlineData(502, ErrorCode.UpstreamUnavailable)]
    [InlineData(null, ErrorCode.UpstreamUnavailable)]
    public void Sort_NoKnownName_GoesByTheStatus(int? status, ErrorCode expected) =>
        Assert.Equal(expected, new UpstreamError(["new_error"], status).Sort());
}
