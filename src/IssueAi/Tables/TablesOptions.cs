using IssueAi.Settings;

namespace IssueAi.Tables;

/// <summary>Settings <c>Tables__…</c>: where the tables are. Neither is set: development storage (Azurite).</summary>
public sealed class TablesOptions
{
    /// <summary>Gets or sets a storage account's connection string. The default is development storage.</summary>
    [StorageConnection]
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Gets or sets the account's table endpoint, which is then used with managed identity or a developer's sign-in. Goes
    /// before a connection string. The default is null.
    /// </summary>
    [HttpsEndpoint]
    public Uri? ServiceUri { get; set; }
}
