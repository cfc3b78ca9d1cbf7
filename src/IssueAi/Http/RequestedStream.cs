using IssueAi.Responses;

namespace IssueAi.Http;

/// <summary>A response as a caller wants to read it.</summary>
/// <param name="Opened">The response, which the caller is attached to; it is detached in the end.</param>
/// <param name="After">The number of the event after which to begin.</param>
/// <param name="IsResumable">Whether the caller asks for what it takes to lose the connection and come back.</param>
internal sealed record RequestedStream(OpenedResponse Opened, int After, bool IsResumable)
{
    /// <summary>Gets when the request for the answer came, on the clock; null for one that asks for it again.</summary>
    public long? Arrival { get; init; }

    /// <summary>Gets what else is to be done for the request, beside the stream. It never fails.</summary>
    public Func<Task> Beside { get; init; } = () => Task.CompletedTask;
}
