namespace IssueAi.ModelSimulator;

/// <summary>How the simulator answers one call. All defaults together are a normal answer made from the issue.</summary>
public sealed record Scenario
{
    /// <summary>Gets the exact content deltas, one token each; null answers from the issue.</summary>
    public IReadOnlyList<string>? Chunks { get; init; }

    /// <summary>Gets the wait before the first token; null is the server's.</summary>
    public TimeSpan? FirstTokenDelay { get; init; }

    /// <summary>Gets the wait before each further token; null is the server's.</summary>
    public TimeSpan? TokenDelay { get; init; }

    /// <summary>Gets the failure. The default is none.</summary>
    public SimulatedFailure Failure { get; init; }

    /// <summary>
    /// Gets how many tokens are sent before a failure inside the stream; an answer with fewer fails at its end.
    /// The default is 0.
    /// </summary>
    public int FailAfter { get; init; }

    /// <summary>Gets the HTTP status of <see cref="SimulatedFailure.Error"/>. The default is 500.</summary>
    public int ErrorStatus { get; init; } = StatusCodes.Status500InternalServerError;

    /// <summary>
    /// Gets what <see cref="SimulatedFailure.PromptFiltered"/> found in the prompt, by Azure's name: <c>violence</c>, the
    /// default, <c>jailbreak</c> or <c>indirect_attack</c>.
    /// </summary>
    public string FilteredBy { get; init; } = "violence";

    /// <summary>Gets the value of <c>retry-after</c> on 429 and on <see cref="SimulatedFailure.Error"/>; null sends no such header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Gets how many tokens stay when <see cref="SimulatedFailure.AsyncFiltered"/> withdraws the rest. The default, 0,
    /// withdraws all.
    /// </summary>
    public int KeptTokens { get; init; }

    /// <summary>Gets a value indicating whether a request for log-probabilities is refused with 400. The default is <see langword="false"/>.</summary>
    public bool RefusesLogProbabilities { get; init; }

    /// <summary>Gets a value indicating whether log-probabilities are sent when asked for. The default is <see langword="true"/>.</summary>
    public bool IncludeLogProbabilities { get; init; } = true;

    /// <summary>Gets the mean log-probability (natural logarithm, zero or less); null derives it from the issue's detail.</summary>
    public double? MeanLogProbability { get; init; }

    /// <summary>Gets the number that a question about an answer is answered with; null makes one from issue and answer.</summary>
    public int? Assessment { get; init; }

    /// <summary>Gets a value indicating whether such a question is answered without a number. The default is <see langword="false"/>.</summary>
    public bool RefusesAssessment { get; init; }

    /// <summary>Gets the finish reason; null is <c>stop</c>, or <c>length</c> where the request's limit cut the answer.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Gets a value indicating whether the chunk with the finish reason is sent. The default is <see langword="true"/>.</summary>
    public bool IncludeFinish { get; init; } = true;

    /// <summary>Gets a value indicating whether <c>[DONE]</c> is sent. The default is <see langword="true"/>.</summary>
    public bool IncludeDone { get; init; } = true;

    /// <summary>Gets the token counts to claim; null counts the real tokens.</summary>
    public SimulatedUsage? Usage { get; init; }

    /// <summary>Gets the model's own name; null is the server's name for it.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Gets the exact bytes of a 200 response's body, sent instead of any answer; null writes an answer. Of the failures
    /// inside a stream only <see cref="SimulatedFailure.BreakOff"/> and <see cref="SimulatedFailure.Stall"/> happen, after the bytes.
    /// </summary>
    public ReadOnlyMemory<byte>? RawBody { get; init; }

    /// <summary>Gets the offsets into <see cref="RawBody"/> at which a new network write begins, ascending. The default is none: one write.</summary>
    public IReadOnlyList<int> RawSplits { get; init; } = [];

    /// <summary>
    /// Gets the task to await before the token (or raw write) number <see cref="GateBefore"/>; its token is cancelled
    /// when the client disconnects. Null doesn't wait.
    /// </summary>
    public Func<CancellationToken, Task>? Gate { get; init; }

    /// <summary>
    /// Gets the number, from 0, of the token the gate stands before. As many as there are tokens: before the finish
    /// reason. The default is 0.
    /// </summary>
    public int GateBefore { get; init; }

    /// <summary>
    /// Gets a value indicating whether the response's headers wait for the first token too. The default,
    /// <see langword="false"/>, sends them at once.
    /// </summary>
    public bool HoldHeaders { get; init; }
}
