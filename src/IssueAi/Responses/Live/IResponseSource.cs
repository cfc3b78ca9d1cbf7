namespace IssueAi.Responses.Live;

/// <summary>Fills a response's log: the model itself, or the table that another instance writes.</summary>
internal interface IResponseSource
{
    /// <summary>Fills the log and ends it with a terminal frame. Doesn't throw.</summary>
    /// <param name="response">The response whose log to fill.</param>
    /// <param name="stop">Fires when the response is cancelled or has no reader left.</param>
    Task FillAsync(LiveResponse response, CancellationToken stop);

    /// <summary>Decides whether a response without a reader on this instance goes on. Doesn't throw.</summary>
    /// <param name="response">The response.</param>
    /// <param name="arrivals">The number of readers so far, for <see cref="LiveResponse.StopIfDeserted"/>.</param>
    /// <param name="grace">How long a client may come back.</param>
    Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace);
}
