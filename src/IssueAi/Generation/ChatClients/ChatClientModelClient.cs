using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.ChatClients;

/// <summary>A model behind any <see cref="IChatClient"/>.</summary>
internal sealed class ChatClientModelClient(IChatClient chatClient, IOptions<GenerationOptions> generation) : IModelClient
{
    public async IAsyncEnumerable<ModelUpdate> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] messages = [new(ChatRole.System, prompt.System), new(ChatRole.User, prompt.User)];
        var options = new ChatOptions { MaxOutputTokens = generation.Value.MaxOutputTokens };
        var reader = new ChatUpdateReader();

        await using var updates = chatClient
            .GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);

        while (await MoveNextAsync(updates, cancellationToken))
        {
            if (ModelFailures.In(updates.Current) is { } failure) throw failure;
            yield return reader.Read(updates.Current);
        }

        if (reader.ReadRest() is { } rest) yield return rest;
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
