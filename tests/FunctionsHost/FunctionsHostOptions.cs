namespace IssueAi.FunctionsHosting;

/// <summary>The options of a <see cref="FunctionsHost"/>.</summary>
/// <param name="AppFolder">The folder of the built or published function app.</param>
/// <param name="Program">The file name of the app's program, such as <c>IssueAi.Functions.dll</c>.</param>
internal sealed record FunctionsHostOptions(string AppFolder, string Program)
{
    /// <summary>Gets the port on the loopback address; 0, the default, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets the app settings, which become the worker's environment variables.</summary>
    public IReadOnlyDictionary<string, string> AppSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the key that functions require unless they are anonymous; null for no key, as with <c>func start</c>.</summary>
    public string? FunctionKey { get; init; }

    /// <summary>Gets how long an invocation may take before the host restarts the worker; null for the value in host.json.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    /// <summary>Gets how long connections may continue after SIGTERM before the host resets them.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets environment variables for the worker that aren't app settings, such as those of the runtime.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
