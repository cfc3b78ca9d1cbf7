namespace IssueAi.IntegrationTests.Hostile;

/// <summary>What has to come back for a hostile request. A 5xx never may.</summary>
internal enum Fate
{
    /// <summary>The service refuses it with a problem.</summary>
    Refused,

    /// <summary>The service serves it: odd, but nothing is wrong with it.</summary>
    Served,

    /// <summary>Either; what comes back is whole.</summary>
    Either,

    /// <summary>
    /// It breaks HTTP itself, so Kestrel refuses it before any code of ours is asked, and closes the connection: its status, or
    /// none, and no body.
    /// </summary>
    NotHttp,
}
