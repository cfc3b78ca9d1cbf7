using IssueAi.Issues;

namespace IssueAi.Tests.Issues;

public sealed class IssuePartitionTests
{
    [Fact]
    public void Of_PartsRunTogether_Differs()
    {
        Assert.NotEqual(IssuePartition.Of("a", "bc"), IssuePartition.Of("ab", "c"));
        Assert.Matches("^[0-9a-f]{64}$", IssuePartition.Of("a/b", "#?\\🙂"));
    }
}
