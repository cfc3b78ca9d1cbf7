using System.Text.Json.Serialization;

namespace IssueAi;

/// <summary>The <c>code</c> of an <c>error</c> event.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ErrorCode>))]
public enum ErrorCode
{
    /// <summary>The model can't be reached, failed, broke off or sent invalid data. Retryable.</summary>
    UpstreamUnavailable,

    /// <summary>The model is rate limited. Retryable.</summary>
    UpstreamRateLimited,

    /// <summary>The model didn't answer in time. Retryable.</summary>
    UpstreamTimeout,

    /// <summary>The model refused the request: the key, the deployment or other settings are wrong.</summary>
    UpstreamRejected,

    /// <summary>The content filter stopped the issue or the answer.</summary>
    ContentFiltered,

    /// <summary>The token limit was reached before any text: it is too low for a reasoning model.</summary>
    OutputLimit,

    /// <summary>The instance that generated the response died. Retryable.</summary>
    Interrupted,

    /// <summary>The response was cancelled.</summary>
    Cancelled,

    /// <summary>An internal error of the service.</summary>
    Internal,
}
