namespace IssueAi.Bench.Race.Model;

/// <summary>The model's observations since the last report.</summary>
/// <param name="Requests">The number of requests.</param>
/// <param name="Completed">The number of answers that were sent completely.</param>
/// <param name="Aborts">The answers whose client disconnected.</param>
/// <param name="FirstBody">The body of the first request.</param>
internal sealed record ModelReport(int Requests, int Completed, IReadOnlyList<ModelAbort> Aborts, string FirstBody);

/// <summary>An answer whose connection was closed before its end.</summary>
/// <param name="Caller">The client's number in the request.</param>
/// <param name="At">The time at which the model detected it.</param>
/// <param name="TokensWritten">The number of tokens written by then.</param>
internal sealed record ModelAbort(int Caller, int At, int TokensWritten);
