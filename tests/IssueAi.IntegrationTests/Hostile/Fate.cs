namespace IssueAi.IntegrationTests.Hostile;

/// <summary>The allowed outcome of a hostile request. A 5xx is never allowed.</summary>
internal enum Fate
{
    /// <summary>The service refuses it with a problem.</summary>
    Refused,

    /// <summary>The service serves it: the request is unusual but valid.</summary>
    Served,

    /// <summary>Either outcome; the response is complete.</summary>
    Either,

    /// <summary>
    /// The request violates HTTP itself, so Kestrel refuses it before the product's code runs, and closes the connection with a status or
    /// none, and without a body.
    /// </summary>
    NotHttp,
}
