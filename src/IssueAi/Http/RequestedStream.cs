using IssueAi.Responses.Live;

namespace IssueAi.Http;

/// <summary>A response as a caller wants to read it.</summary>
/// <param name="opened">The response, which the caller is attached to; it is detached in the end.</param>
/// <param name="after">The number of the event after which to begin.</param>
/// <param name="isResumable">Whether the caller asks for what it takes to lose the connection and come back.</param>
/// <param name="beside">What else is to be done for the request, beside the stream, and never fails; null for nothing.</param>
internal sealed class RequestedStream(OpenedResponse opened, int after, bool isResumable, Func<Task>? beside = null)
{
    private Func<Task>? _beside = beside;

    /// <summary>Gets the response.</summary>
    public OpenedResponse Opened => opened;

    /// <summary>Gets the number of the event after which to begin.</summary>
    public int After => after;

    /// <summary>Gets a value indicating whether the caller asks for what it takes to come back.</summary>
    public bool IsResumable => isResumable;

    /// <summary>Gets when the request for the answer came, on the clock; null for one that asks for it again.</summary>
    public long? Arrival { get; init; }

    /// <summary>
    /// Begins what else is to be done, the first time, and lets go of it: it may hold the text of the issue, and a stream runs
    /// for minutes.
    /// </summary>
    public Task BeginBeside()
    {
        var once = _beside;
        _beside = null;
        return once?.Invoke() ?? Task.CompletedTask;
    }
}
