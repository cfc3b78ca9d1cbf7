using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IssueAi.InfraTests;

public sealed partial class WorkflowTests
{
    private const string Ci = ".github/workflows/ci.yml";

    private static readonly JsonObject Workflow = YamlFile.Read(Ci);

    private static JsonObject Jobs => Workflow["jobs"]!.AsObject();

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

    [Fact]
    public void Pin_OfAnAction_SaysItsVersion() => Assert.All(
        Repository.Read(Ci).Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)),
        line => Assert.Matches(@" # v\d+\.\d+\.\d+$", line));

    [Fact]
    public void Permissions_OfTheWorkflow_AreToRead() =>
        Assert.Equal("""{"contents":"read"}""", Workflow["permissions"]!.ToJsonString());

    [Fact]
    public void Permissions_OfAJob_AreTheWorkflowsButForThePreview()
    {
        var own = Jobs.Where(job => job.Value!["permissions"] is not null).ToDictionary(job => job.Key, job => job.Value!["permissions"]!.ToJsonString());

        Assert.Equal(new() { ["preview"] = """{"contents":"read","id-token":"write"}""" }, own);
    }

    [Fact]
    public void Preview_OfADeployment_RunsOnDemandOnly()
    {
        Assert.Equal("github.event_name == 'workflow_dispatch'", $"{Jobs["preview"]!["if"]}");
        Assert.DoesNotContain("pull_request_target", Workflow["on"]!.AsObject().Select(trigger => trigger.Key));
    }

    [Fact]
    public void Workflow_Nowhere_UsesASecret() => Assert.DoesNotContain("secrets.", Repository.Read(Ci), StringComparison.Ordinal);

    // An expression in a script is filled in before the shell reads it: what a stranger named a branch would run.
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
        Assert.Equal("${{ github.event_name == 'pull_request' }}", $"{Workflow["concurrency"]!["cancel-in-progress"]}");

    [Fact]
    public void Command_OfTheTestJob_IsTheOneThatPeopleRun() =>
        Assert.Contains(".ci/run", Jobs["test"]!["steps"]!.AsArray().Select(step => $"{step!["run"]}"));

    [Fact]
    public void Script_OfAStep_ExistsAndMayBeRun()
    {
        var scripts = Commands.SelectMany(command => Scripts().Matches(command)).Select(match => match.Value).ToArray();

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.True(File.Exists(Repository.PathOf(script)), $"{script} isn't there"));
        foreach (var script in scripts)
        {
            if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(Repository.PathOf(script)).HasFlag(UnixFileMode.UserExecute), script);
        }
    }

    [GeneratedRegex(@"\.ci/[\w-]+")]
    private static partial Regex Scripts();
}
