using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI.Chat;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>
/// Asks an Azure OpenAI deployment through the SDK, which keeps authentication and tracing, and reads the raw stream
/// without an object a token.
/// </summary>
internal sealed class AzureOpenAIModelClient(ChatClient chat, ChatRequestBody body, LogProbabilitySupport logProbabilities) : IModelClient
{
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        new ChatCompletionStream(token => SendAsync(prompt, token), cancellationToken);

    private async Task<PipelineResponse> SendAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        if (!prompt.WantsLogProbabilities || !logProbabilities.IsLikely) return await SendAsync(prompt, asksForLogProbabilities: false, cancellationToken);
        try
        {
            return await SendAsync(prompt, asksForLogProbabilities: true, cancellationToken);
        }
        catch (ModelException refusal) when (refusal.RefusesLogProbabilities)
        {
            var response = await SendAsync(prompt, asksForLogProbabilities: false, cancellationToken);
            logProbabilities.Refuse();
            return response;
        }
    }

    private async Task<PipelineResponse> SendAsync(ModelPrompt prompt, bool asksForLogProbabilities, CancellationToken cancellationToken)
    {
        try
        {
            var options = new RequestOptions { BufferResponse = false, CancellationToken = cancellationToken };
            using var content = BinaryContent.Create(body.Write(prompt, asksForLogProbabilities));
            var result = await chat.CompleteChatAsync(content, options);
            return result.GetRawResponse();
        }
        catch (AuthenticationFailedException exception)
        {
            throw new ModelException(ErrorCode.UpstreamRejected, "No token for the model could be had.", exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && AzureOpenAIFailures.IsConnectionFailure(exception))
        {
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model can't be reached.", exception);
        }
    }
}
