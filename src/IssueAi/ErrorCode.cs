using System.Text.Json.Serialization;

namespace IssueAi;

/// <summary>How a stream failed, as the <c>code</c> of its <c>error</c> frame says.</summary>
[JsonConverter(typeof(ErrorCodeConverter))]
public enum ErrorCode
{
    /// <summary>The model can't be reached, failed, broke off or sent garbage. Retryable.</summary>
    UpstreamUnavailable,

    /// <summary>The model takes no more requests for now. Retryable.</summary>
    UpstreamRateLimited,

    /// <summary>The model kept silent for too long. Retryable.</summary>
    UpstreamTimeout,

    /// <summary>The model refused the request: its key, its deployment or our settings are wrong.</summary>
    UpstreamRejected,

    /// <summary>The content filter stopped the issue or the answer.</summary>
    ContentFiltered,

    /// <summary>The token limit was reached before any text: it is too low for a model that thinks.</summary>
    OutputLimit,

    /// <summary>The instance that made the answer died. Retryable.</summary>
    Interrupted,

    /// <summary>The answer was cancelled.</summary>
    Cancelled,

    /// <summary>A fault of ours.</summary>
    Internal,
}
