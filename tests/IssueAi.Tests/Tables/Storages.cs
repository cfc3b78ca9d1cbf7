using Azure.Data.Tables;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Tables;

/// <summary>Storage that uses the test's table for all names.</summary>
internal static class Storages
{
    public static TableStorage Over(TableClient table, TimeProvider? clock = null)
    {
        var service = new Mock<TableServiceClient>();
        service.Setup(client => client.GetTableClient(It.IsAny<string>())).Returns(table);
        return new TableStorage(service.Object, clock ?? TimeProvider.System, NullLogger<TableStorage>.Instance);
    }

    public static ResponseStore Responses(TableClient table, FakeTimeProvider clock) =>
        new(Over(table, clock), clock, Options.Create(new HistoryOptions()));

    public static ResponseSummary Summary(DateTimeOffset createdAt) => new()
    {
        ResponseId = ResponseIds.Create(),
        Tenant = "default",
        IssueId = "acme/shop#42",
        Action = "refine",
        CreatedAt = createdAt.UtcDateTime,
    };
}
