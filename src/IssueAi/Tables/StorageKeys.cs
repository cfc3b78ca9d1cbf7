using System.Globalization;
using IssueAi.Caching;
using IssueAi.Confidence;
using IssueAi.Responses.Storage;

namespace IssueAi.Tables;

/// <summary>
/// Makes the keys of all tables. A caller's text goes into a key only as a hash: keys may not hold every character, and
/// hashes spread over the partitions.
/// </summary>
internal static class StorageKeys
{
    /// <summary>Gets the partition of one tenant's issue.</summary>
    public static string IssuePartition(string tenant, string issueId)
    {
        using var hasher = new PartHasher();
        return hasher.Add(tenant).Add(issueId).Finish();
    }

    /// <summary>Gets the partition of one caller.</summary>
    public static string CallerPartition(string tenant, string callerId)
    {
        using var hasher = new PartHasher();
        return hasher.Add(tenant).Add(callerId).Finish();
    }

    /// <summary>Gets the cache key: 64 lower hexadecimal digits that differ whenever a part does.</summary>
    public static string CacheKey(CacheKeyParts parts)
    {
        using var hasher = new PartHasher();
        return hasher
            .Add(parts.Tenant)
            .Add(parts.Action)
            .Add(parts.IssueId)
            .Add(parts.Title is null ? null : IssueTexts.Normalize(parts.Title))
            .Add(IssueTexts.Normalize(parts.Description))
            .Add([.. parts.Labels.Select(IssueTexts.Normalize)])
            .Add(parts.Instructions)
            .Add(parts.Language)
            .Add(parts.Provider)
            .Add(parts.Deployment)
            .Add(parts.PromptVersion)
            .Add(parts.Options)
            .Add(parts.ParentId)
            .Finish();
    }

    /// <summary>Gets the partition of a cache key.</summary>
    public static string CachePartition(string key) => key[..2];

    /// <summary>Gets the partition of a calibration curve, and of the ratings that it is fitted to.</summary>
    public static string CalibrationPartition(CalibrationKey key)
    {
        using var hasher = new PartHasher();
        return hasher.Add(key.Tenant).Add(key.Action).Add(key.Model).Add(key.Method.ToString()).Finish();
    }

    /// <summary>Gets a history row's key: within an action the newest sorts first.</summary>
    public static string HistoryRow(string action, HistoryPosition position) => string.Create(
        CultureInfo.InvariantCulture, $"{HistoryRowStart(action)}{position.ReversedTicks:D19}|{position.ResponseId}");

    /// <summary>Gets what an action's history row keys begin with.</summary>
    public static string HistoryRowStart(string action) => action + '|';

    /// <summary>Gets what sorts after all of an action's history row keys.</summary>
    public static string HistoryRowEnd(string action) => action + '}';
}
