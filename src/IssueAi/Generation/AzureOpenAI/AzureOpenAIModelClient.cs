using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Azure.Identity;
using IssueAi.Streaming;
using OpenAI.Chat;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>
/// Asks an Azure OpenAI deployment through the SDK, which keeps authentication and tracing, and reads the raw stream
/// without an object a token.
/// </summary>
internal sealed class AzureOpenAIModelClient(ChatClient chat, ChatRequestBody body, LogProbabilitySupport logProbabilities) : IModelClient
{
    public async IAsyncEnumerable<ModelUpdate> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(prompt, cancellationToken);
        var parser = new ChatChunkParser();
        var chunks = SseParser.Create(response.ContentStream!, parser.Parse).EnumerateAsync(cancellationToken);
        await using var items = chunks.GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(items, parser, cancellationToken)) yield return items.Current.Data;
        if (parser.TakeCarry() is { Length: > 0 } rest) yield return new ModelUpdate { Text = rest };
    }

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

    // Once a token, and nothing of it outlives the wait.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<SseItem<ModelUpdate>> items, ChatChunkParser parser, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync() && !parser.IsDone;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && AzureOpenAIFailures.IsConnectionFailure(exception))
        {
            // The answer is whole once its finish reason came; only the count of its tokens is lost.
            if (parser.HasFinished) return false;
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model's stream broke off.", exception);
        }
    }
}
