using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace IssueAi.Tests.Generation.ChatClients;

/// <summary>Streams what a test gives it, and then fails if told to.</summary>
internal sealed class FakeChatClient(params ChatResponseUpdate[] updates) : IChatClient
{
    public Exception? Failure { get; init; }

    public ChatOptions? Options { get; private set; }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Options = options;
        await Task.Yield();
        foreach (var update in updates) yield return update;
        if (Failure is not null) throw Failure;
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
