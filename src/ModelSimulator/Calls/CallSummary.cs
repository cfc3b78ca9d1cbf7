namespace IssueAi.ModelSimulator.Calls;

/// <summary>The body of <c>GET /simulator/calls</c>.</summary>
internal sealed record CallSummary(long Active, long Total, long Completed, long Aborted, long TokensSent);
