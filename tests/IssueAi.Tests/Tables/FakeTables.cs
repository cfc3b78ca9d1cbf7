using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Tables;

/// <summary>A storage account in memory with a separate clock, which instances share.</summary>
internal sealed class FakeTables
{
    private readonly ConcurrentDictionary<string, FakeTable> _tables = new(StringComparer.Ordinal);

    public FakeTables()
    {
        var service = new Mock<TableServiceClient>();
        service.Setup(client => client.GetTableClient(It.IsAny<string>())).Returns((string name) => Of(name));
        Service = service.Object;
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));

    public TableServiceClient Service { get; }

    /// <summary>Gets or sets a value indicating whether the account can't be reached.</summary>
    public bool IsDown { get; set; }

    public FakeTable Of(string name) => _tables.GetOrAdd(name, _ => new FakeTable(Clock) { IsDown = () => IsDown });
}
