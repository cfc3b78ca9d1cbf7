namespace IssueAi.Tables;

/// <summary>The names of properties that more than one table has, or that queries ask for.</summary>
internal static class Columns
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";

    /// <summary>The tenant of a response, on each of its rows, so that queries of other tenants don't read them.</summary>
    public const string Tenant = "Tenant";

    /// <summary>When a row may be swept.</summary>
    public const string ExpiresAt = "ExpiresAt";

    /// <summary>A response's summary as JSON.</summary>
    public const string Summary = "Summary";

    /// <summary>A response's state by name.</summary>
    public const string State = "State";
}
