namespace IssueAi.Bench.Race.Model;

/// <summary>The model's observations since the last report.</summary>
/// <param name="Requests">How many requests came.</param>
/// <param name="Completed">How many answers were sent whole.</param>
/// <param name="Aborts">The responses whose client disconnected.</param>
/// <param name="FirstBody">The body of the first request.</param>
internal sealed record ModelReport(int Requests, int Completed, IReadOnlyList<ModelAbort> Aborts, string FirstBody);

/// <summary>An answer whose connection was closed before its end.</summary>
/// <param name="Caller">The number of the caller, as its request says.</param>
/// <param name="At">When the model noticed.</param>
/// <param name="TokensWritten">How many tokens it had written by then.</param>
internal sealed record ModelAbort(int Caller, int At, int TokensWritten);
