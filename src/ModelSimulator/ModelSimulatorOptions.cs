namespace IssueAi.ModelSimulator;

/// <summary>Settings of a simulator; as a process, read from <c>Simulator__…</c>.</summary>
public sealed class ModelSimulatorOptions
{
    /// <summary>Gets or sets the address to listen on. The default, port 0 of 127.0.0.1, takes any free port.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    /// <summary>Gets or sets the wait before an answer's first token. The default is 240 ms; zero is allowed.</summary>
    public TimeSpan FirstTokenDelay { get; set; } = TimeSpan.FromMilliseconds(240);

    /// <summary>Gets or sets the wait before each further token. The default is 20 ms; zero is allowed.</summary>
    public TimeSpan TokenDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Gets or sets the model's own name. The default is <c>simulator-1</c>.</summary>
    public string Model { get; set; } = "simulator-1";

    /// <summary>Gets or sets the one key that is accepted; null, the default, accepts any key or token.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Gets or sets the oldest dated version that the model is enabled for, such as <c>2024-12-01</c>; null, the default, is
    /// any. The versionless surface takes all models.
    /// </summary>
    public string? EarliestApiVersion { get; set; }

    /// <summary>Gets or sets the deployments that exist, for Azure's surfaces; empty, the default, is any.</summary>
    public IList<string> Deployments { get; set; } = [];

    /// <summary>
    /// Gets or sets how many of the latest calls <see cref="ModelSimulatorServer.Calls"/> keeps. The default is 1000;
    /// the process keeps none, only the counters.
    /// </summary>
    public int KeptCalls { get; set; } = 1000;

    /// <summary>Gets or sets the clock all delays run by. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
