namespace IssueAi.Streaming;

/// <summary>
/// Creates <c>error</c> frames. Each code has a fixed message, so that no part of an exception, a key or an endpoint reaches
/// a client.
/// </summary>
internal static class ErrorFrames
{
    // Where the model gives no time, clients should retry, but not at once.
    private static readonly TimeSpan UsualRetryAfter = TimeSpan.FromSeconds(5);

    public static StreamFrame.Error Create(ErrorCode code, string responseId, TimeSpan? retryAfter = null)
    {
        var retryable = IsRetryable(code);
        return new(MessageOf(code), code, retryable, retryable ? WholeSeconds(retryAfter ?? UsualRetryAfter) : null, responseId);
    }

    /// <summary>Creates the event of a rate limit that doesn't pass by itself: the paid quota is used up.</summary>
    public static StreamFrame.Error CreateOfSpentQuota(string responseId) => new(
        "The model's quota is used up. The service's operator needs to raise it.", ErrorCode.UpstreamRateLimited, Retryable: false, RetryAfterSeconds: null, responseId);

    /// <summary>Makes the frame of a request that the content filter blocked.</summary>
    public static StreamFrame.Error CreateOfFiltered(FilteredPart part, string responseId) =>
        new(MessageOf(part), ErrorCode.ContentFiltered, Retryable: false, RetryAfterSeconds: null, responseId);

    private static string MessageOf(FilteredPart part) => part switch
    {
        FilteredPart.Issue => "The content filter blocked the issue's text: it reads like instructions to the model. Rewording the issue may help.",
        FilteredPart.Instructions => "The content filter blocked the request's 'instructions': they read like an attempt to override the service's own. Rewording them may help.",
        _ => "The content filter blocked the request: the issue's text, or the 'instructions'. Rewording them may help.",
    };

    private static bool IsRetryable(ErrorCode code) => code is
        ErrorCode.UpstreamUnavailable or ErrorCode.UpstreamRateLimited or ErrorCode.UpstreamTimeout or ErrorCode.Interrupted or ErrorCode.Internal;

    private static string MessageOf(ErrorCode code) => code switch
    {
        ErrorCode.UpstreamUnavailable => "The model is unavailable or broke off its answer. Try again shortly.",
        ErrorCode.UpstreamRateLimited => "The model is rate limited. Try again shortly.",
        ErrorCode.UpstreamTimeout => "The model took too long to answer. Try again shortly.",
        ErrorCode.UpstreamRejected => "The model refused the request. The service's model settings need its operator's attention.",
        ErrorCode.ContentFiltered => "The content filter stopped this response. Rewording the issue may help.",
        ErrorCode.OutputLimit => "The model reached its token limit before it wrote any text. The service's limits need its operator's attention.",
        ErrorCode.Interrupted => "The instance that generated this response stopped. Try again.",
        ErrorCode.Cancelled => "The response was cancelled.",
        _ => "An internal error occurred. Try again shortly.",
    };

    private static int WholeSeconds(TimeSpan duration) => (int)Math.Clamp(Math.Ceiling(duration.TotalSeconds), 1, int.MaxValue);
}
