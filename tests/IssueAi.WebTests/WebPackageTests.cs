namespace IssueAi.WebTests;

public sealed class WebPackageTests
{
    [Fact]
    public Task The_Linter_Finds_Nothing() => WebPackage.AssertPassesAsync("lint");

    /// <summary>The transport, the hooks, the components, the type check, and the bundle's size.</summary>
    [Fact]
    public Task The_Unit_Tests_Pass() => WebPackage.AssertPassesAsync("test");
}
