namespace IssueAi.ModelSimulator;

/// <summary>The ways in which a call can go wrong.</summary>
public enum SimulatedFailure
{
    /// <summary>Nothing goes wrong.</summary>
    None,

    /// <summary>429, with <c>retry-after</c> and <c>retry-after-ms</c> where <see cref="Scenario.RetryAfter"/> is set.</summary>
    RateLimited,

    /// <summary>The status <see cref="Scenario.ErrorStatus"/>.</summary>
    Error,

    /// <summary>401, as for a wrong key.</summary>
    Unauthorized,

    /// <summary>404 with code <c>DeploymentNotFound</c>.</summary>
    NotFound,

    /// <summary>400 with code <c>content_filter</c>: the prompt was stopped.</summary>
    PromptFiltered,

    /// <summary>The stream ends with finish reason <c>content_filter</c>, as the default filter ends it.</summary>
    AnswerFiltered,

    /// <summary>The stream ends with an annotation that withdraws sent text, like the asynchronous filter.</summary>
    AsyncFiltered,

    /// <summary>The connection is aborted.</summary>
    BreakOff,

    /// <summary>The response ends cleanly, but without finish reason and <c>[DONE]</c>.</summary>
    CloseEarly,

    /// <summary>Nothing more is sent, and the connection stays open until the client leaves.</summary>
    Stall,

    /// <summary>A data line that is no JSON, then a clean end.</summary>
    Garbage,

    /// <summary>A data line with an <c>error</c> object, then a clean end.</summary>
    ErrorMidStream,
}
