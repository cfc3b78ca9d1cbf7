using System.ClientModel;
using IssueAi.Generation.Upstream;
using OpenAI.Chat;

namespace IssueAi.Generation.ChatClients;

/// <summary>Sorts the failures of OpenAI's SDK, and those of compatible servers that it takes for chunks.</summary>
internal static class OpenAIFailures
{
    public static ModelException From(ClientResultException exception) => exception.Status == 0
        ? new(ErrorCode.UpstreamUnavailable, "The connection to the model failed.", exception)
        : UpstreamStatus.ToException(exception.Status, UpstreamError.None);

    /// <summary>Finds a refusal, or the error that some servers send in place of a chunk once the stream has begun.</summary>
    public static ModelException? In(StreamingChatCompletionUpdate chunk)
    {
        if (!string.IsNullOrEmpty(chunk.RefusalUpdate))
            return new(ErrorCode.ContentFiltered, "The model refused to answer.");

        // Every true chunk has an id, and looking for the error costs more than looking at that.
        if (!string.IsNullOrEmpty(chunk.CompletionId)) return null;

#pragma warning disable SCME0001 // Experimental, and the only way to properties that the SDK doesn't know.
        if (!chunk.Patch.TryGetJson("$.error"u8, out var json)) return null;
#pragma warning restore SCME0001

        var error = UpstreamError.Read(json);
        return new(error.Sort(), $"The model broke off its stream with an error ({error}).");
    }
}
