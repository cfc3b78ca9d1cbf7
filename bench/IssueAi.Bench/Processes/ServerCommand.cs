namespace IssueAi.Bench.Processes;

/// <summary>How a server is started.</summary>
/// <param name="Program">The program.</param>
/// <param name="Folder">Where it runs.</param>
/// <param name="Arguments">Its arguments, for the port that it is to listen on.</param>
/// <param name="Settings">Its environment, in addition to the inherited one.</param>
internal sealed record ServerCommand(string Program, string Folder, Func<int, string[]> Arguments, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>A .NET server, which takes its address as they all do.</summary>
    public static ServerCommand DotNet(string assembly, IReadOnlyDictionary<string, string> settings) =>
        new("dotnet", Path.GetDirectoryName(assembly)!, port => [assembly, "--urls", $"http://127.0.0.1:{port}"], settings);

    /// <summary>A Node server, which takes its port as its argument.</summary>
    public static ServerCommand Node(string script, IReadOnlyDictionary<string, string> settings) =>
        new("node", Path.GetDirectoryName(script)!, port => [script, $"{port}"], settings);
}
