using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IssueAi.InfraTests;

public sealed partial class AzureYamlTests
{
    private static readonly string[] OfAzd = ["AZURE_ENV_NAME", "AZURE_LOCATION", "AZURE_PRINCIPAL_ID", "AZURE_PRINCIPAL_TYPE"];

    private static readonly JsonObject AzureYaml = YamlFile.Read("azure.yaml");

    private static JsonObject Services => AzureYaml["services"]!.AsObject();

    [Fact]
    public void Project_OfAService_Exists() => Assert.All(
        Services, service => Assert.True(Directory.Exists(ProjectOf(service.Value!)), $"{service.Value!["project"]} doesn't exist"));

    [Theory]
    [InlineData("posix", "sh", ".sh")]
    [InlineData("windows", "pwsh", ".ps1")]
    public void Hook_OnEachPlatform_IsAScriptOfItsShell(string platform, string shell, string extension)
    {
        // azd resolves the paths of a service's hook relative to the service's folder.
        var hooks = Services.Select(service => (Folder: ProjectOf(service.Value!), Hooks: service.Value!["hooks"]))
            .Append((Folder: Repository.Root, Hooks: AzureYaml["hooks"]))
            .SelectMany(owner => owner.Hooks?.AsObject().Select(hook => (owner.Folder, Hook: hook.Value![platform]!)) ?? [])
            .ToArray();

        Assert.Equal(4, hooks.Length);
        Assert.All(hooks, hook => Assert.Equal(shell, $"{hook.Hook["shell"]}"));
        Assert.All(hooks, hook => Assert.EndsWith(extension, $"{hook.Hook["run"]}", StringComparison.Ordinal));
        Assert.All(hooks, hook => Assert.True(File.Exists(Path.GetFullPath($"{hook.Hook["run"]}", hook.Folder)), $"{hook.Hook["run"]} doesn't exist"));
    }

    [Theory]
    [InlineData("posix")]
    [InlineData("windows")]
    public void Postdeploy_ThatFails_FailsTheDeployment(string platform)
    {
        var hook = AzureYaml["hooks"]!["postdeploy"]?[platform];

        Assert.NotNull(hook);
        Assert.StartsWith("infra/hooks/postdeploy.", $"{hook["run"]}", StringComparison.Ordinal);
        Assert.Null(hook["continueOnError"]);
    }

    // Local settings are optional; a deployment must not fail without them.
    [Theory]
    [InlineData("posix")]
    [InlineData("windows")]
    public void Postprovision_ThatFails_LetsTheDeploymentGoOn(string platform) =>
        Assert.Equal("true", $"{AzureYaml["hooks"]!["postprovision"]![platform]!["continueOnError"]}");

    [Fact]
    public void Template_OfTheEnvironment_IsNamedWithItsVersion() =>
        Assert.Matches(@"^issue-ai-functions@\d+\.\d+\.\d+$", $"{AzureYaml["metadata"]!["template"]}");

    // azd sets the other variables itself.
    [Fact]
    public void Variables_OfThePipeline_AreAllThatChangeTheResult()
    {
        var parameters = Variables().Matches(Repository.Read("infra/main.parameters.json")).Select(match => match.Groups[1].Value);

        var variables = AzureYaml["pipeline"]!["variables"]!.AsArray().Select(variable => $"{variable}");

        Assert.Equal(parameters.Except(OfAzd).Order(), variables.Order());
    }

    [Fact]
    public void RequiredVersion_OfAzd_IsAskedFor() => Assert.Equal(">= 1.24.0", $"{AzureYaml["requiredVersions"]!["azd"]}");

    [BicepFact]
    public async Task Services_OfTheFile_AreTheTaggedResources()
    {
        var plan = await Infrastructure.PlanAsync(Infrastructure.Default);

        var tagged = plan.Where(resource => resource["tags.azd-service-name"] is not null);

        Assert.Equal(
            Services.Select(service => $"{service.Key}: {TypeOf($"{service.Value!["host"]}")}").Order(),
            tagged.Select(resource => $"{resource["tags.azd-service-name"]}: {resource.Type}").Order());
    }

    [Fact]
    public void Page_OfTheDemo_IsLeftOutByTheSameVariableAsItsResource()
    {
        var parameters = JsonNode.Parse(Repository.Read("infra/main.parameters.json"))!["parameters"]!;

        Assert.Equal($"{parameters["deployWeb"]!["value"]}", $"{Services["web"]!["condition"]}");
    }

    [Fact]
    public void Page_OfTheDemo_IsBuiltByItsPackage()
    {
        var package = JsonNode.Parse(Repository.Read("web/package.json"))!;

        Assert.NotNull(package["scripts"]!["build"]);
        Assert.Equal("dist/demo", $"{Services["web"]!["dist"]}");
    }

    private static string ProjectOf(JsonNode service) => Repository.PathOf($"{service["project"]}");

    private static string TypeOf(string host) => host switch
    {
        "function" => "Microsoft.Web/sites",
        "staticwebapp" => "Microsoft.Web/staticSites",
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "No such host."),
    };

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variables();
}
