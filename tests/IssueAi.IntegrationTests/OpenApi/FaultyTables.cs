using Azure.Data.Tables;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>Tables with a fault of ours in them, which is no outage.</summary>
internal sealed class FaultyTables : TableServiceClient
{
    public override TableClient GetTableClient(string tableName) => throw new NotSupportedException("private words");
}
