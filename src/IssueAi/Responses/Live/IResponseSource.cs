namespace IssueAi.Responses.Live;

/// <summary>Fills a response's log: the model itself, or the table that another instance writes.</summary>
internal interface IResponseSource
{
    /// <summary>Fills the log and ends it with a terminal frame, whatever happens. Doesn't throw.</summary>
    /// <param name="response">Whose log to fill.</param>
    /// <param name="stop">Nobody wants the rest any more, or somebody cancelled it.</param>
    Task FillAsync(LiveResponse response, CancellationToken stop);

    /// <summary>Decides what becomes of a response that nobody on this instance reads any more. Doesn't throw.</summary>
    /// <param name="response">The response.</param>
    /// <param name="arrivals">Names the moment, for <see cref="LiveResponse.StopIfDeserted"/>.</param>
    /// <param name="grace">How long somebody may come back.</param>
    Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace);
}
