using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using OpenAI.Chat;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace FunctionRoute;

/// <summary>A quickly written streaming function: the SDK's typed stream, framed by the framework, as in MinimalRoute.</summary>
public sealed class RefineFunction(ChatClient chat)
{
    /// <summary>Streams an answer.</summary>
    [Function("refine")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/refine")] HttpRequest request, [FromBody] Issue issue)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(issue);
        return TypedResults.ServerSentEvents(StreamAsync(issue, request.HttpContext.RequestAborted));
    }

    private async IAsyncEnumerable<Frame> StreamAsync(Issue issue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new SystemChatMessage("Refine the issue."), new UserChatMessage($"{issue.Title}\n\n{issue.Description}")];
        await foreach (var update in chat.CompleteChatStreamingAsync(messages, cancellationToken: cancellationToken))
        {
            foreach (var part in update.ContentUpdate) yield return new Frame("text", part.Text);
            if (update.Usage is { } usage) yield return new Frame("metadata", $"{usage.TotalTokenCount}");
        }
    }
}

/// <summary>The request's body.</summary>
public sealed record Issue(string IssueId, string? Title, string Description);

/// <summary>An event's data.</summary>
public sealed record Frame(string Type, string Content);
