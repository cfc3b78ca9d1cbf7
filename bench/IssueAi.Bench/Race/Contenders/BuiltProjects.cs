namespace IssueAi.Bench.Race.Contenders;

/// <summary>The build output of the servers: each in its own project's Release folder, with its own runtime settings.</summary>
internal static class BuiltProjects
{
    private const string Output = "bin/Release/net10.0";

    public static string Product => Find("src/LocalHost", "LocalHost.dll");

    public static string YarpProxy => Find("bench/Peers/YarpProxy", "YarpProxy.dll");

    public static string MinimalRoute => Find("bench/Peers/MinimalRoute", "MinimalRoute.dll");

    /// <summary>Gets the small Functions host.</summary>
    public static string FunctionsHost => Find("tests/FunctionsHost", "IssueAi.FunctionsHost.dll");

    private static string Find(string project, string assembly)
    {
        var path = Path.Combine(CheckoutFolder.Path, project, Output, assembly);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing; run the bench with -c Release.");
    }
}
