namespace IssueAi.IntegrationTests.Faults;

/// <summary>An operation that an instance sends to Table Storage in a scenario, identified across repetitions.</summary>
/// <param name="Instance">The instance, such as <c>first</c>.</param>
/// <param name="Name">The operation, such as <c>insert CacheKeys</c>.</param>
/// <param name="Number">Its number among the operations of that instance and name, from 1.</param>
internal sealed record TableOperation(string Instance, string Name, int Number)
{
    /// <summary>Gets the verb before the table's name: <c>get</c>, <c>query</c>, <c>insert</c>, <c>put</c>, <c>merge</c>, <c>delete</c> or <c>transaction</c>.</summary>
    public string Kind => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public override string ToString() => $"{Instance}: {Name} #{Number}";
}
