namespace IssueAi.IntegrationTests.Faults;

/// <summary>A way in which one operation on a table fails.</summary>
public enum TableFault
{
    /// <summary>The service refuses the operation because it is busy.</summary>
    Busy,

    /// <summary>The service refuses the operation because it is busy, and asks the client to wait for 5 s.</summary>
    BusyForLong,

    /// <summary>The service fails.</summary>
    Failed,

    /// <summary>The connection breaks before the service receives the request.</summary>
    Dropped,

    /// <summary>The connection breaks after the service has committed the operation.</summary>
    ReplyLost,

    /// <summary>The reply to the committed operation comes after the client has given up.</summary>
    ReplyLate,

    /// <summary>404, without effect.</summary>
    NotFound,

    /// <summary>409, without effect.</summary>
    Conflict,

    /// <summary>412, without effect.</summary>
    Changed,

    /// <summary>200 with an HTML page, without effect, as a proxy in between may answer.</summary>
    Page,

    /// <summary>200 without a body, without effect.</summary>
    Empty,
}
