using System.Globalization;
using System.Text.Json;
using Microsoft.Diagnostics.Runtime;

namespace IssueAi.Bench.Processes;

/// <summary>The objects on a process's heap, by type; arrays of bytes also by length.</summary>
/// <param name="Types">The number and the bytes of each type's objects.</param>
internal sealed record HeapObjects(IReadOnlyDictionary<string, HeapObjects.Amount> Types)
{
    public const string Command = "heap-objects";

    private const string Found = "Objects ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Reads another process's heap. After a collection there is little garbage in it.</summary>
    public static async Task<HeapObjects> ReadAsync(int processId)
    {
        // In a process of its own: the native part of the reader may fail when it closes the snapshot.
        await using var reader = ChildProcess.Start("IssueAi.Bench.dll", [Command, processId.ToString(CultureInfo.InvariantCulture)], []);
        return new HeapObjects(JsonSerializer.Deserialize<Dictionary<string, Amount>>(await reader.ReadAsync(Found, Patience))!);
    }

    /// <summary>The entry point of that process.</summary>
    public static int Run(int processId)
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

        Console.WriteLine($"{Found}{JsonSerializer.Serialize(types)}");
        return 0;
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
