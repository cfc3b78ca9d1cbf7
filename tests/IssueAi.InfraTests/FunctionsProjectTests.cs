using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace IssueAi.InfraTests;

/// <summary>The deployable's project, which this repository's tests evaluate but can't build: not every feed has its packages.</summary>
public sealed class FunctionsProjectTests
{
    private const string Project = "src/Functions/Functions.csproj";

    [Theory]
    [InlineData("AzureFunctionsVersion", "v4")]
    [InlineData("OutputType", "Exe")]
    [InlineData("TargetFramework", "net10.0")]
    [InlineData("RuntimeIdentifier", "")]
    [InlineData("PublishReadyToRun", "")]
    public async Task Property_OfABuild_IsPortable(string name, string expected) => Assert.Equal(expected, (await EvaluateAsync(publishing: false))[name]);

    [Theory]
    [InlineData("RuntimeIdentifier", "linux-x64")]
    [InlineData("PublishReadyToRun", "true")]
    [InlineData("SelfContained", "false")]
    public async Task Property_OfWhatIsPublished_IsForThePlansInstances(string name, string expected) =>
        Assert.Equal(expected, (await EvaluateAsync(publishing: true))[name]);

    [Theory]
    [InlineData("host.json", "PreserveNewest")]
    [InlineData("local.settings.json", "Never")]
    public void File_OfTheRoot_LiesBesideTheWorkerAndIsPublishedUnlessLocal(string file, string published)
    {
        var item = Assert.Single(XDocument.Parse(Repository.Read(Project)).Descendants("None"), none => none.Attribute("Include")?.Value == $"../../{file}");

        Assert.Equal(
            (file, "PreserveNewest", published),
            (item.Attribute("Link")?.Value, item.Attribute("CopyToOutputDirectory")?.Value, item.Attribute("CopyToPublishDirectory")?.Value));
    }

    private static async Task<IReadOnlyDictionary<string, string>> EvaluateAsync(bool publishing)
    {
        // As `dotnet publish` sets it.
        var start = new ProcessStartInfo(
            "dotnet",
            ["msbuild", Repository.PathOf(Project), $"-property:_IsPublishing={publishing}", "-getProperty:AzureFunctionsVersion,OutputType,TargetFramework,RuntimeIdentifier,PublishReadyToRun,SelfContained"]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);

        var run = await ProcessRun.OfAsync(start);
        Assert.True(run.ExitCode == 0, run.ToString());
        return JsonNode.Parse(run.Output)!["Properties"]!.AsObject().ToDictionary(property => property.Key, property => $"{property.Value}");
    }
}
