namespace IssueAi.Streaming;

/// <summary>
/// Makes <c>error</c> frames. The words are fixed for each code, so that nothing of an exception, a key or an endpoint
/// can reach a caller.
/// </summary>
internal static class ErrorFrames
{
    // Where the model doesn't say when to come back, callers should neither hammer it nor give up.
    private static readonly TimeSpan UsualRetryAfter = TimeSpan.FromSeconds(5);

    public static StreamFrame.Error Create(ErrorCode code, string responseId, TimeSpan? retryAfter = null)
    {
        var retryable = IsRetryable(code);
        return new(MessageOf(code), code, retryable, retryable ? WholeSeconds(retryAfter ?? UsualRetryAfter) : null, responseId);
    }

    /// <summary>Makes the frame of a rate limit that doesn't pass by itself: what was paid for is used up.</summary>
    public static StreamFrame.Error CreateOfSpentQuota(string responseId) => new(
        "The model's quota is used up. The service's operator needs to raise it.", ErrorCode.UpstreamRateLimited, Retryable: false, RetryAfterSeconds: null, responseId);

    private static bool IsRetryable(ErrorCode code) => code is
        ErrorCode.UpstreamUnavailable or ErrorCode.UpstreamRateLimited or ErrorCode.UpstreamTimeout or ErrorCode.Interrupted or ErrorCode.Internal;

    private static string MessageOf(ErrorCode code) => code switch
    {
        ErrorCode.UpstreamUnavailable => "The model can't be reached or broke off its answer. Try again shortly.",
        ErrorCode.UpstreamRateLimited => "The model has too many requests at the moment. Try again shortly.",
        ErrorCode.UpstreamTimeout => "The model took too long to answer. Try again shortly.",
        ErrorCode.UpstreamRejected => "The model refused the request. The service's model settings need its operator's attention.",
        ErrorCode.ContentFiltered => "The content filter stopped this answer. Rewording the issue may help.",
        ErrorCode.OutputLimit => "The model reached its token limit before it wrote any text. The service's limits need its operator's attention.",
        ErrorCode.Interrupted => "The instance that was writing this answer stopped. Try again.",
        ErrorCode.Cancelled => "The answer was cancelled.",
        _ => "Something went wrong on our side. Try again shortly.",
    };

    private static int WholeSeconds(TimeSpan duration) => (int)Math.Clamp(Math.Ceiling(duration.TotalSeconds), 1, int.MaxValue);
}
