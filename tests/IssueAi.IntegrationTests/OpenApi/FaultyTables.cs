using Azure.Data.Tables;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>Tables with a defect that isn't an outage.</summary>
internal sealed class FaultyTables : TableServiceClient
{
    public override TableClient GetTableClient(string tableName) => throw new NotSupportedException("private words");
}
