using System.Text;
using IssueAi.Generation;
using IssueAi.Generation.Upstream;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class ParameterNamesTests
{
    [Theory]
    [InlineData("""{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Not permitted."}]},"param":null}""", nameof(RequestParameters.MaxCompletionTokens))]
    [InlineData("""{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}""", nameof(RequestParameters.StreamOptions))]
    [InlineData("""{"error":{"message":"Unsupported value: 'reasoning_effort' does not support 'minimal'.","param":"reasoning_effort","code":"unsupported_value"}}""", nameof(RequestParameters.ReasoningEffort))]
    [InlineData("""{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.","param":"max_tokens"}}""", nameof(RequestParameters.MaxTokens))]
    [InlineData("""{"error":{"message":"property 'logprobs' and 'stream_options' are unsupported"}}""", "LogProbabilities, StreamOptions")]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error","message":"thinking: not supported with this model"}}""", nameof(RequestParameters.Thinking))]
    [InlineData("max_completion_tokens: unknown field", nameof(RequestParameters.MaxCompletionTokens))]
    [InlineData("""{"error":{"message":"The model does not exist."}}""", nameof(RequestParameters.None))]
    public void ToException_OfARefusal_NamesItsParameters(string body, string names)
    {
        var expected = Enum.Parse<RequestParameters>(names);
        var error = UpstreamError.Read(Encoding.UTF8.GetBytes(body));

        Assert.Equal((expected, expected), (UpstreamStatus.ToException(400, error).Refuses, UpstreamStatus.ToException(422, error).Refuses));
        Assert.Equal(RequestParameters.None, UpstreamStatus.ToException(500, error).Refuses);
    }
}
