using System.Runtime.InteropServices;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>FNV-1a over UTF-16: the same on every machine and in every process, unlike string hash codes.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text, ulong seed = Offset)
    {
        var hash = seed;
        foreach (var value in MemoryMarshal.AsBytes(text)) hash = (hash ^ value) * Prime;
        return Mix(hash);
    }

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public static double ToUnit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    // FNV's upper bits of short texts hardly differ; this spreads them.
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        return hash ^ (hash >> 33);
    }
}
