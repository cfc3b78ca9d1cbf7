namespace IssueAi.FunctionsTests.Hosting;

/// <summary>What a <see cref="FunctionsHost"/> runs, and how.</summary>
internal sealed record FunctionsHostOptions
{
    /// <summary>Gets the folder of the built or published function app.</summary>
    public string AppFolder { get; init; } = FunctionApp.Folder;

    /// <summary>Gets the app settings, which the worker gets as environment variables.</summary>
    public IReadOnlyDictionary<string, string> AppSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the key that functions ask for unless they are anonymous; null for none, as with <c>func start</c>.</summary>
    public string? FunctionKey { get; init; }

    /// <summary>Gets how long an invocation may take before the worker is restarted; null for what host.json says.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    /// <summary>Gets how long the host lets connections end after SIGTERM before it resets them.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets an environment variable for the worker that isn't an app setting, such as one of the runtime's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
