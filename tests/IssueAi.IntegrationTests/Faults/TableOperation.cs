namespace IssueAi.IntegrationTests.Faults;

/// <summary>One of the operations that an instance sends to Table Storage in a scenario, by which it is found again in a repetition.</summary>
/// <param name="Instance">The instance, such as <c>first</c>.</param>
/// <param name="Name">What it does, such as <c>insert CacheKeys</c>.</param>
/// <param name="Number">Which one of that instance and name it is, from 1.</param>
internal sealed record TableOperation(string Instance, string Name, int Number)
{
    /// <summary>Gets what comes before the table's name: <c>get</c>, <c>query</c>, <c>insert</c>, <c>put</c>, <c>merge</c>, <c>delete</c> or <c>transaction</c>.</summary>
    public string Kind => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public override string ToString() => $"{Instance}: {Name} #{Number}";
}
