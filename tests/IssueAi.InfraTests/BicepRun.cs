namespace IssueAi.InfraTests;

internal sealed record BicepRun(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
