using IssueAi.Responses.Live;

namespace IssueAi.Http;

/// <summary>A response as a client wants to read it.</summary>
/// <param name="opened">The response that the client is attached to.</param>
/// <param name="after">The number of the event to start after.</param>
/// <param name="isResumable">Whether the client wants a resumable stream.</param>
/// <param name="beside">Background work of the request; null for none.</param>
internal sealed class RequestedStream(OpenedResponse opened, int after, bool isResumable, Func<Task>? beside = null)
{
    private Func<Task>? _beside = beside;

    /// <summary>Gets the response.</summary>
    public OpenedResponse Opened => opened;

    /// <summary>Gets the number of the event after which to begin.</summary>
    public int After => after;

    /// <summary>Gets a value indicating whether the client wants a resumable stream.</summary>
    public bool IsResumable => isResumable;

    /// <summary>Gets when the request arrived, on the clock; null for a resumed stream.</summary>
    public long? Arrival { get; init; }

    /// <summary>
    /// Starts the background work, once, and releases it: it may hold the text of the issue, and a stream runs for minutes.
    /// </summary>
    public Task BeginBeside()
    {
        var once = _beside;
        _beside = null;
        return once?.Invoke() ?? Task.CompletedTask;
    }
}
