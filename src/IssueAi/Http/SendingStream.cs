using System.IO.Pipelines;
using IssueAi.Streaming;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>A stream on its way to a client.</summary>
internal sealed class SendingStream
{
    public required HttpContext Context { get; init; }

    public required PipeWriter Body { get; init; }

    public required StreamFormat Format { get; init; }

    /// <summary>Gets a value indicating whether the client speaks the Vercel AI SDK's protocol.</summary>
    public required bool IsUiMessageStream { get; init; }

    /// <summary>Gets the stream's metrics; null without a listener.</summary>
    public required StreamMetrics? Metrics { get; init; }

    /// <summary>Gets the recording that the invocation has to wait for.</summary>
    public required Task Recording { get; init; }

    /// <summary>Gets or sets the background work of the request.</summary>
    public Task Beside { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets a value indicating whether the client has got the whole response.</summary>
    public bool IsServed { get; set; }

    /// <summary>Gets or sets a value indicating whether the client disconnected before.</summary>
    public bool HasLeft { get; set; }
}
