using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IssueAi.Tests.Runs;

namespace IssueAi.InfraTests;

/// <summary>The template, compiled once, and the resources that each variant would deploy.</summary>
internal static class Infrastructure
{
    public const string Default = "default";
    public const string VNet = "vnet";
    public const string Ci = "ci";
    public const string NoWeb = "no-web";
    public const string Reuse = "reuse";

    private static readonly Lazy<Task<JsonNode>> Compiled = new(CompileAsync);
    private static readonly Lazy<string> Copy = new(CopyTemplate);
    private static readonly ConcurrentDictionary<string, Lazy<Task<JsonNode>>> Snapshots = new();

    public static string[] Names => [Default, VNet, Ci, NoWeb, Reuse];

    public static TheoryData<string> Variants => [.. Names];

    /// <summary>Gets the variants that create a model account instead of using an existing one.</summary>
    public static TheoryData<string> VariantsWithAModel => [.. Names.Where(name => name != Reuse)];

    public static string Folder => Repository.PathOf("infra");

    /// <summary>Gets the ARM template.</summary>
    public static Task<JsonNode> Template => Compiled.Value;

    /// <summary>Gets a variant's snapshot of the current template.</summary>
    public static Task<JsonNode> SnapshotAsync(string variant) => Snapshots.GetOrAdd(variant, name => new(() => ReadSnapshotAsync(name))).Value;

    /// <summary>Gets the resources that a variant of the current template would deploy.</summary>
    public static async Task<IReadOnlyList<PlannedResource>> PlanAsync(string variant) =>
        [.. (await SnapshotAsync(variant))["predictedResources"]!.AsArray().Select(resource => new PlannedResource(resource!))];

    public static async Task<PlannedResource> SingleAsync(string variant, string type) =>
        Assert.Single(await PlanAsync(variant), resource => resource.Type == type);

    /// <summary>Creates a fresh snapshot in a copy, so that the committed snapshots stay unchanged.</summary>
    public static Task<ProcessRun> TrySnapshotAsync(string parametersFile) =>
        BicepCli.SnapshotAsync(Path.Combine(Copy.Value, "snapshots", parametersFile), "Overwrite");

    /// <summary>Adds a variant to the copy.</summary>
    public static Task AddVariantAsync(string parametersFile, string text) =>
        File.WriteAllTextAsync(Path.Combine(Copy.Value, "snapshots", parametersFile), text);

    private static async Task<JsonNode> CompileAsync()
    {
        var run = await BicepCli.RunAsync("build", Path.Combine(Folder, "main.bicep"), "--stdout");
        Assert.True(run.ExitCode == 0, run.ToString());
        return JsonNode.Parse(run.Output)!;
    }

    private static async Task<JsonNode> ReadSnapshotAsync(string variant)
    {
        var run = await TrySnapshotAsync($"{variant}.bicepparam");
        Assert.True(run.ExitCode == 0, run.ToString());
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Copy.Value, "snapshots", $"{variant}.snapshot.json")))!;
    }

    private static string CopyTemplate()
    {
        var copy = Directory.CreateTempSubdirectory("issueai-infra-").FullName;
        RunEnd.Delete(copy);
        foreach (var file in Directory.EnumerateFiles(Folder, "*.bicep*", SearchOption.AllDirectories).Append(Path.Combine(Folder, "app/workbook.json")))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.Copy(Path.Combine(Folder, "bicepconfig.json"), Path.Combine(copy, "bicepconfig.json"), overwrite: true);
        return copy;
    }
}
