// A quickly written route: the SDK's typed stream, framed by the framework. It has none of the product's features besides
// streaming. The typed call of Azure.AI.OpenAI 2.1.0 fails with OpenAI 2.14.0, so this is the
// OpenAI client with the address of Azure's v1 API.
using System.ClientModel;
using System.Runtime.CompilerServices;
using OpenAI;
using OpenAI.Chat;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var chat = new ChatClient("bench", new ApiKeyCredential("bench"), new OpenAIClientOptions { Endpoint = new Uri($"{builder.Configuration["Model"]}openai/v1") });

var app = builder.Build();
app.MapPost("/api/ai/refine", (Issue issue, CancellationToken cancellationToken) =>
    TypedResults.ServerSentEvents(StreamAsync(issue, cancellationToken)));
await app.RunAsync();

async IAsyncEnumerable<Frame> StreamAsync(Issue issue, [EnumeratorCancellation] CancellationToken cancellationToken)
{
    ChatMessage[] messages = [new SystemChatMessage("Refine the issue."), new UserChatMessage($"{issue.Title}\n\n{issue.Description}")];
    await foreach (var update in chat.CompleteChatStreamingAsync(messages, cancellationToken: cancellationToken))
    {
        foreach (var part in update.ContentUpdate) yield return new Frame("text", part.Text);
        if (update.Usage is { } usage) yield return new Frame("metadata", $"{usage.TotalTokenCount}");
    }
}

internal sealed record Issue(string IssueId, string? Title, string Description);

internal sealed record Frame(string Type, string Content);
