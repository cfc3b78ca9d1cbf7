using System.Text.RegularExpressions;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Architecture;

/// <summary>Enforces the layers of docs/architecture.md: a folder uses only folders of the layers below its own.</summary>
public sealed partial class LayerTests
{
    private const string Root = "src/IssueAi";

    // The highest layer comes first, as in the diagram.
    private static readonly string[][] Layers = ReadPicture();

    private static readonly string[] Sources =
        [.. Directory.EnumerateFiles(Repository.PathOf(Root), "*.cs", SearchOption.AllDirectories).Where(file => !BuildOutput().IsMatch(file))];

    [Fact]
    public void Picture_OfTheLayers_NamesEachFolderOnce() => Assert.Equal(
        Sources.Select(FolderOf).Distinct().Order(StringComparer.Ordinal), Layers.SelectMany(layer => layer).Order(StringComparer.Ordinal));

    [Fact]
    public void Namespace_OfEachSource_IsItsFolder() => Assert.All(Sources, file =>
        Assert.Equal(NamespaceOf(FolderOf(file)), Namespace().Match(File.ReadAllText(file)).Groups["name"].Value));

    [Fact]
    public void Usings_OfTheSources_LeadToLowerLayers() => Assert.Empty(
        from file in Sources
        from used in Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)
        where !MayUse(NamespaceOf(FolderOf(file)), used)
        select $"{Path.GetRelativePath(Repository.PathOf(Root), file)} uses {used}");

    // A folder can use the types of its parent folder without a using directive.
    [Fact]
    public void References_OfTheAssembly_LeadToLowerLayers() => Assert.Empty(
        from reference in AssemblyReferences.Read(typeof(ErrorCode).Assembly.Location)
        where !MayUse(reference.Namespace, reference.UsedNamespace)
        select $"{reference.Type} uses {reference.UsedType}");

    private static bool MayUse(string user, string used) => FolderIn(user) == FolderIn(used) || LayerOf(FolderIn(user)) < LayerOf(FolderIn(used));

    private static int LayerOf(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    // A using directive may also name a type; its folder is the longest matching prefix.
    private static string FolderIn(string name) => Layers.SelectMany(layer => layer)
        .Where(folder => $"{name}.".StartsWith($"{NamespaceOf(folder)}.", StringComparison.Ordinal))
        .MaxBy(folder => NamespaceOf(folder).Length)!;

    private static string NamespaceOf(string folder) => folder == "." ? nameof(IssueAi) : $"{nameof(IssueAi)}.{folder.Replace('/', '.')}";

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Repository.PathOf(Root), Path.GetDirectoryName(file)!).Replace('\\', '/');

    private static string[][] ReadPicture() =>
    [
        .. Picture().Match(Repository.Read("docs/architecture.md")).Groups["layers"].Value
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(layer => layer.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    [GeneratedRegex(@"```layers\n(?<layers>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex(@"^using (static |\w+ = )?(?<name>IssueAi[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
