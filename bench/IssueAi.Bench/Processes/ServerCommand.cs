namespace IssueAi.Bench.Processes;

/// <summary>The command that starts a server.</summary>
/// <param name="Program">The program.</param>
/// <param name="Folder">Its working directory.</param>
/// <param name="Arguments">Its arguments for a given port.</param>
/// <param name="Settings">Its environment, in addition to the inherited one.</param>
internal sealed record ServerCommand(string Program, string Folder, Func<int, string[]> Arguments, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Gets a value indicating whether CPU and memory are those of the only process that this one starts.</summary>
    public bool IsMeasuredByChild { get; init; }

    /// <summary>A .NET server, which receives its address in the usual way.</summary>
    public static ServerCommand DotNet(string assembly, IReadOnlyDictionary<string, string> settings) =>
        new("dotnet", Path.GetDirectoryName(assembly)!, port => [assembly, "--urls", $"http://127.0.0.1:{port}"], settings);

    /// <summary>A Node server, which receives its port as its argument.</summary>
    public static ServerCommand Node(string script, IReadOnlyDictionary<string, string> settings) =>
        new("node", Path.GetDirectoryName(script)!, port => [script, $"{port}"], settings);
}
