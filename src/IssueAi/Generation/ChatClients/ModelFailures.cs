using System.ClientModel;
using System.Net.Sockets;
using System.Text.Json;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace IssueAi.Generation.ChatClients;

/// <summary>Sorts what can go wrong below an <see cref="IChatClient"/> by what it means for the caller.</summary>
internal static class ModelFailures
{
    public static ModelException From(Exception exception) => exception switch
    {
        ModelException known => known,
        AnthropicException anthropic => AnthropicFailures.From(anthropic),
        ClientResultException openAI => OpenAIFailures.From(openAI),
        OperationCanceledException or TimeoutException =>
            new(ErrorCode.UpstreamTimeout, "The call to the model timed out.", exception),
        HttpRequestException or IOException or SocketException =>
            new(ErrorCode.UpstreamUnavailable, "The connection to the model failed.", exception),
        JsonException =>
            new(ErrorCode.UpstreamUnavailable, "The model's answer is no JSON.", exception),
        // The SDKs meet what they don't expect in an answer with all sorts of exceptions.
        _ => new(ErrorCode.UpstreamUnavailable, $"The model's answer can't be read ({exception.GetType().Name}).", exception),
    };

    /// <summary>Finds a failure that the SDK lets pass as an ordinary update.</summary>
    public static ModelException? In(ChatResponseUpdate update)
    {
        if (update.RawRepresentation is StreamingChatCompletionUpdate chunk) return OpenAIFailures.In(chunk);
        return update.Contents.Any(content => content is ErrorContent)
            ? new(ErrorCode.UpstreamUnavailable, "The model reported an error in its stream.")
            : null;
    }
}
