using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace IssueAi.InfraTests;

/// <summary>The function app's project. The tests evaluate it but don't build it: some feeds lack its packages.</summary>
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

    // azd runs `dotnet user-secrets init` on the project, and stores a deployment's outputs there.
    [Fact]
    public async Task Project_AfterAzdInitialisedItsUserSecrets_IsAsCommitted()
    {
        var folder = Directory.CreateTempSubdirectory("issueai-secrets-");
        try
        {
            var copy = Path.Combine(folder.FullName, Path.GetFileName(Project));
            File.Copy(Repository.PathOf(Project), copy);

            var run = await ProcessRun.OfAsync(Outside(new ProcessStartInfo("dotnet", ["user-secrets", "init", "--project", copy])));

            Assert.True(run.ExitCode == 0, run.ToString());
            Assert.Equal(Repository.Read(Project), await File.ReadAllTextAsync(copy));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // In a Development environment the host builder reads the user secrets of an assembly with this attribute.
    [Fact]
    public async Task Assembly_OfTheWorker_NamesNoUserSecrets()
    {
        var run = await ProcessRun.OfAsync(Outside(new ProcessStartInfo(
            "dotnet", ["msbuild", Repository.PathOf(Project), "-target:GetAssemblyAttributes", "-getItem:AssemblyAttribute"])));
        var attributes = JsonNode.Parse(run.Output)!["Items"]!["AssemblyAttribute"]!.AsArray().Select(item => $"{item!["Identity"]}").ToArray();

        Assert.Contains("System.Reflection.AssemblyTitleAttribute", attributes);
        Assert.DoesNotContain(attributes, attribute => attribute.Contains("UserSecrets", StringComparison.Ordinal));
    }

    [Fact]
    public void Project_OfLocalHost_HasNoUserSecrets() =>
        Assert.DoesNotContain("UserSecrets", Repository.Read("src/LocalHost/LocalHost.csproj"), StringComparison.Ordinal);

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
        // `dotnet publish` sets this property.
        var start = new ProcessStartInfo(
            "dotnet",
            ["msbuild", Repository.PathOf(Project), $"-property:_IsPublishing={publishing}", "-getProperty:AzureFunctionsVersion,OutputType,TargetFramework,RuntimeIdentifier,PublishReadyToRun,SelfContained"]);
        var run = await ProcessRun.OfAsync(Outside(start));
        Assert.True(run.ExitCode == 0, run.ToString());
        return JsonNode.Parse(run.Output)!["Properties"]!.AsObject().ToDictionary(property => property.Key, property => $"{property.Value}");
    }

    /// <summary>Removes the variables that the test runner's MSBuild left in the environment.</summary>
    private static ProcessStartInfo Outside(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        return start;
    }
}
