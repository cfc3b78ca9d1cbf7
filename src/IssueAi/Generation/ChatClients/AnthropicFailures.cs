using Anthropic.Exceptions;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.ChatClients;

/// <summary>Sorts the exceptions of Anthropic's SDK. Those that quote the provider don't go into the log.</summary>
internal static class AnthropicFailures
{
    public static ModelException From(AnthropicException exception) => exception switch
    {
        AnthropicApiException api => UpstreamStatus.ToException((int)api.StatusCode, UpstreamError.Read(api.Body)),
        AnthropicServiceException service => FromEvent(UpstreamError.Read(service.Body)),
        AnthropicIOException => new(ErrorCode.UpstreamUnavailable, "The connection to the model failed.", exception),
        _ => new(ErrorCode.UpstreamUnavailable, "The model's answer can't be read.", exception),
    };

    private static ModelException FromEvent(UpstreamError error) =>
        new(error.Sort(), $"The model broke off its stream with an error event ({error}).");
}
