using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using ChatCompletionOptions = OpenAI.Chat.ChatCompletionOptions;

namespace IssueAi.Generation.ChatClients;

/// <summary>A model behind any <see cref="IChatClient"/>.</summary>
/// <param name="chatClient">The client.</param>
/// <param name="generation">How long an answer may be.</param>
/// <param name="logProbabilities">Whether OpenAI's client gives log-probabilities; null for one that can't be asked for any.</param>
internal sealed class ChatClientModelClient(
    IChatClient chatClient, IOptions<GenerationOptions> generation, LogProbabilitySupport? logProbabilities = null) : IModelClient
{
    public async IAsyncEnumerable<ModelUpdate> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = new ChatUpdateReader();
        var (begun, isThere) = await BeginAsync(prompt, cancellationToken);
        await using var updates = begun;

        for (; isThere; isThere = await MoveNextAsync(updates, cancellationToken))
        {
            if (ModelFailures.In(updates.Current) is { } failure) throw failure;
            yield return reader.Read(updates.Current);
        }

        if (reader.ReadRest() is { } rest) yield return rest;
    }

    private async Task<(IAsyncEnumerator<ChatResponseUpdate> Updates, bool IsThere)> BeginAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        if (!prompt.WantsLogProbabilities || logProbabilities is not { IsLikely: true }) return await BeginAsync(prompt, asksForLogProbabilities: false, cancellationToken);
        try
        {
            return await BeginAsync(prompt, asksForLogProbabilities: true, cancellationToken);
        }
        catch (ModelException refusal) when (refusal.RefusesLogProbabilities)
        {
            var begun = await BeginAsync(prompt, asksForLogProbabilities: false, cancellationToken);
            logProbabilities.Refuse();
            return begun;
        }
    }

    private async Task<(IAsyncEnumerator<ChatResponseUpdate> Updates, bool IsThere)> BeginAsync(
        ModelPrompt prompt, bool asksForLogProbabilities, CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new(ChatRole.System, prompt.System), new(ChatRole.User, prompt.User)];
        var options = new ChatOptions { MaxOutputTokens = prompt.MaxOutputTokens ?? generation.Value.MaxOutputTokens };
        if (asksForLogProbabilities) options.RawRepresentationFactory = _ => new ChatCompletionOptions { IncludeLogProbabilities = true };

        var updates = chatClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return (updates, await MoveNextAsync(updates, cancellationToken));
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            // A call cut short by its caller fails in many ways, as a broken connection for one.
            throw new OperationCanceledException("The call to the model was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw ModelFailures.From(exception);
        }
    }
}
