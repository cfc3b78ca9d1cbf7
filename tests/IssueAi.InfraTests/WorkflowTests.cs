using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IssueAi.InfraTests;

public sealed partial class WorkflowTests
{
    private const string Ci = ".github/workflows/ci.yml";
    private const string AzureDev = ".github/workflows/azure-dev.yml";

    private static readonly string[] Files = [.. Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Select(file => $".github/workflows/{Path.GetFileName(file)}").Order()];

    private static readonly JsonObject[] Workflows = [.. Files.Select(YamlFile.Read)];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Jobs => Workflows.SelectMany(workflow => workflow["jobs"]!.AsObject());

    private static IEnumerable<JsonNode> Steps => Jobs.SelectMany(job => job.Value!["steps"]!.AsArray())!;

    private static string[] Commands => [.. Steps.Select(step => $"{step["run"]}").Where(command => command.Length > 0)];

    [Fact]
    public void Action_OfAStep_IsPinnedByItsFullCommit()
    {
        var actions = Steps.Select(step => $"{step["uses"]}").Where(action => action.Length > 0).ToArray();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches("^[A-Za-z]+/[a-z-]+@[0-9a-f]{40}$", action));
    }

    [Fact]
    public void Action_OfTheSameName_IsPinnedOnce() => Assert.All(
        Steps.Select(step => $"{step["uses"]}").Where(action => action.Length > 0).Distinct().GroupBy(action => action.Split('@')[0]),
        pins => Assert.Single(pins));

    // `azd pipeline config` expects a file with this name.
    [Fact]
    public void Workflow_OfTheRepository_IsThatOfCiOrOfAzd() => Assert.Equal([AzureDev, Ci], Files);

    [Fact]
    public void Pin_OfAnAction_SaysItsVersion() => Assert.All(
        Files.SelectMany(file => Repository.Read(file).Split('\n')).Where(line => line.Contains("uses:", StringComparison.Ordinal)),
        line => Assert.Matches(@" # v\d+\.\d+\.\d+$", line));

    [Fact]
    public void Permissions_OfTheWorkflow_AreToRead() =>
        Assert.All(Workflows, workflow => Assert.Equal("""{"contents":"read"}""", workflow["permissions"]!.ToJsonString()));

    [Fact]
    public void Permissions_OfAJob_AreTheWorkflowsButForAzure()
    {
        var own = Jobs.Where(job => job.Value!["permissions"] is not null).ToDictionary(job => job.Key, job => job.Value!["permissions"]!.ToJsonString());

        Assert.Equal(new() { ["azure"] = """{"contents":"read","id-token":"write"}""" }, own);
    }

    [Fact]
    public void Trigger_OfAWorkflow_IsNoneThatGivesAStrangersCodeOurRights() => Assert.All(
        Workflows, workflow => Assert.Empty(workflow["on"]!.AsObject().Select(trigger => trigger.Key).Intersect(["pull_request_target", "workflow_run"])));

    // azd sets up a federated credential for the main branch: a job of another branch or of an environment has another subject.
    [Fact]
    public void Deployment_OfAzd_RunsAsTheSubjectThatAzdTrusts()
    {
        var workflow = YamlFile.Read(AzureDev);
        var job = workflow["jobs"]!["azure"]!;

        Assert.Null(job["environment"]);
        Assert.Equal("vars.AZURE_CLIENT_ID != '' && github.ref == 'refs/heads/main'", $"{job["if"]}");
        Assert.Equal("main", $"{Assert.Single(workflow["on"]!["push"]!["branches"]!.AsArray())}");
    }

    [Fact]
    public void Deployment_OfAzd_GetsEveryVariableThatChangesTheResult()
    {
        var parameters = Variables().Matches(Repository.Read("infra/main.parameters.json")).Select(match => match.Groups[1].Value);

        var environment = YamlFile.Read(AzureDev)["jobs"]!["azure"]!["env"]!.AsObject();

        // azd determines the deploying principal itself.
        Assert.Empty(parameters.Except(environment.Select(variable => variable.Key)).Except(["AZURE_PRINCIPAL_ID"]));
        Assert.Equal("ServicePrincipal", $"{environment["AZURE_PRINCIPAL_TYPE"]}");
        Assert.All(
            environment.Where(variable => variable.Key != "AZURE_PRINCIPAL_TYPE"),
            variable => Assert.Equal($"${{{{ vars.{variable.Key} }}}}", $"{variable.Value}"));
    }

    [Fact]
    public void Preview_OnDemand_ChangesNothing()
    {
        var steps = YamlFile.Read(AzureDev)["jobs"]!["azure"]!["steps"]!.AsArray();

        var inPreview = steps.Where(step => $"{step!["if"]}" != "${{ !inputs.preview }}").Select(step => $"{step!["run"]}").ToArray();

        Assert.Contains("azd provision --preview --no-prompt", inPreview);
        Assert.DoesNotContain("azd provision --no-prompt", inPreview);
        Assert.DoesNotContain("azd deploy --no-prompt", inPreview);
        Assert.Equal("true", $"{YamlFile.Read(AzureDev)["on"]!["workflow_dispatch"]!["inputs"]!["preview"]!["default"]}");
    }

    [Fact]
    public void Workflow_Nowhere_UsesASecret() => Assert.All(
        Files, file => Assert.DoesNotContain("secrets.", Repository.Read(file), StringComparison.Ordinal));

    // GitHub expands an expression in a script before the shell reads it, so a malicious branch name would run as code.
    [Fact]
    public void Command_OfAStep_HasNoExpression() => Assert.All(Commands, command => Assert.DoesNotContain("${{", command, StringComparison.Ordinal));

    [Fact]
    public void Checkout_OfAJob_KeepsNoCredentials() => Assert.All(
        Steps.Where(step => $"{step["uses"]}".StartsWith("actions/checkout@", StringComparison.Ordinal)),
        step => Assert.Equal("false", $"{step["with"]!["persist-credentials"]}"));

    [Fact]
    public void Job_OfTheWorkflow_EndsWithinHalfAnHour() => Assert.All(
        Jobs, job => Assert.InRange(int.Parse($"{job.Value!["timeout-minutes"]}", null), 1, 30));

    [Fact]
    public void Run_ThatIsOutdated_IsCancelledForPullRequests() =>
        Assert.Equal("${{ github.event_name == 'pull_request' }}", $"{YamlFile.Read(Ci)["concurrency"]!["cancel-in-progress"]}");

    [Fact]
    public void Deployment_ThatRuns_IsNotCancelled() =>
        Assert.Equal("false", $"{YamlFile.Read(AzureDev)["concurrency"]!["cancel-in-progress"]}");

    [Fact]
    public void Command_OfTheTestJob_IsTheOneThatPeopleRun() =>
        Assert.Contains(".ci/run", YamlFile.Read(Ci)["jobs"]!["test"]!["steps"]!.AsArray().Select(step => $"{step!["run"]}"));

    [Fact]
    public void Script_OfAStep_ExistsAndMayBeRun()
    {
        var scripts = Commands.SelectMany(command => Scripts().Matches(command)).Select(match => match.Value).ToArray();

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.True(File.Exists(Repository.PathOf(script)), $"{script} doesn't exist"));
        foreach (var script in scripts)
        {
            if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(Repository.PathOf(script)).HasFlag(UnixFileMode.UserExecute), script);
        }
    }

    [GeneratedRegex(@"\.ci/[\w-]+")]
    private static partial Regex Scripts();

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variables();
}
