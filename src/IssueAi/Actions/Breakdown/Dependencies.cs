using System.Text.Json;
using IssueAi.Answers;

namespace IssueAi.Actions.Breakdown;

/// <summary>Reads the dependencies of subtasks, and removes impossible ones: on themselves, on unknown subtasks, in circles.</summary>
internal static class Dependencies
{
    /// <summary>Reads the lists of all subtasks.</summary>
    /// <param name="written">Each subtask's list as the model wrote it; null where it wrote none.</param>
    /// <returns>For each subtask the indexes, from 0, of those that come before.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Read(IReadOnlyList<JsonElement?> written)
    {
        var wanted = written.Select(list => list is { } value ? Indexes(value) : []).ToList();
        var first = AreCountedFromOne(wanted) ? 1 : 0;
        var kept = wanted.Select(_ => new List<int>()).ToList();
        for (var task = 0; task < kept.Count; task++)
        {
            foreach (var before in wanted[task].Select(index => index - first).Distinct())
            {
                if (before >= 0 && before < kept.Count && !IsBehind(kept, before, task)) kept[task].Add(before);
            }
        }

        return kept;
    }

    private static List<int> Indexes(JsonElement value) =>
        [.. (value.AsNumber() is { } one ? [one] : value.AsNumbers()).Where(number => number == Math.Truncate(number)).Select(number => (int)number)];

    // Certain only where the last number is used, which doesn't exist when counted from 0, and 0 never is.
    private static bool AreCountedFromOne(List<List<int>> wanted)
    {
        var all = wanted.SelectMany(list => list).ToList();
        return all.Contains(wanted.Count) && !all.Contains(0);
    }

    /// <summary>Tells whether a subtask is the other one, or depends on it directly or indirectly.</summary>
    private static bool IsBehind(List<List<int>> kept, int task, int other)
    {
        var seen = new HashSet<int> { task };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var next))
        {
            if (next == other) return true;
            foreach (var before in kept[next].Where(seen.Add)) open.Push(before);
        }

        return false;
    }
}
