using BenchmarkDotNet.Attributes;
using IssueAi.Caching;

namespace IssueAi.Micro;

/// <summary>Creates the key of a cached response.</summary>
public class CacheKeyBenchmarks
{
    private CacheKeyParts _parts = null!;

    /// <summary>Gets or sets the length of the issue's description.</summary>
    [Params(400, 32_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup() => _parts = new CacheKeyParts(
        "default", "refine", "acme/shop#42", "Checkout fails", string.Concat(Enumerable.Repeat("The Pay button does nothing.\r\n", 1 + (Length / 30)))[..Length],
        ["bug"], Instructions: null, Language: null, "AzureOpenAI", "gpt-4o", "refine-2", "2048");

    [Benchmark]
    public string CacheKey() => _parts.ToKey();
}
