using Microsoft.Diagnostics.Runtime;

namespace IssueAi.Bench.Processes;

/// <summary>The objects on a process's heap, by type; arrays of bytes also by length.</summary>
/// <param name="Types">The number and the bytes of each type's objects.</param>
internal sealed record HeapObjects(IReadOnlyDictionary<string, HeapObjects.Amount> Types)
{
    /// <summary>Reads another process's heap from a snapshot. After a collection there is little garbage in it.</summary>
    public static HeapObjects Read(int processId)
    {
        using var target = DataTarget.CreateSnapshotAndAttach(processId);
        using var runtime = target.ClrVersions.Single().CreateRuntime();
        var types = new Dictionary<string, Amount>(StringComparer.Ordinal);
        foreach (var found in runtime.Heap.EnumerateObjects())
        {
            if (!found.IsValid || found.IsFree) continue;

            var name = NameOf(found);
            types[name] = types.GetValueOrDefault(name).Plus(new Amount(1, (long)found.Size));
        }

        return new HeapObjects(types);
    }

    /// <summary>Gives the objects that have been added since, largest types first.</summary>
    public IReadOnlyList<(string Type, Amount Added)> Since(HeapObjects earlier) =>
    [
        .. Types.Select(type => (type.Key, type.Value.Less(earlier.Types.GetValueOrDefault(type.Key))))
            .OrderByDescending(type => type.Item2.Bytes),
    ];

    // Buffers are most of the memory, and their length identifies the owner.
    private static string NameOf(ClrObject found) => found.Type switch
    {
        null => "unknown",
        { Name: "System.Byte[]" } when found.AsArray().Length is >= 256 and var length => $"System.Byte[{length}]",
        { Name: var name } => name ?? "unknown",
    };

    /// <summary>A number of objects.</summary>
    public readonly record struct Amount(double Count, double Bytes)
    {
        public Amount Plus(Amount other) => new(Count + other.Count, Bytes + other.Bytes);

        public Amount Less(Amount other) => new(Count - other.Count, Bytes - other.Bytes);
    }
}
