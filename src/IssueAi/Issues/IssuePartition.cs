using IssueAi.Tables;

namespace IssueAi.Issues;

/// <summary>
/// Names the partition of one tenant's issue. A caller's text goes into a key only as a hash: keys may not hold every
/// character, and hashes spread over the partitions.
/// </summary>
internal static class IssuePartition
{
    public static string Of(string tenant, string issueId)
    {
        using var hasher = new PartHasher();
        return hasher.Add(tenant).Add(issueId).Finish();
    }
}
