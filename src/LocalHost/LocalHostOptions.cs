namespace IssueAi.LocalHost;

/// <summary>Settings <c>LocalHost__…</c>: the parts that LocalHost starts in addition to the product.</summary>
internal sealed class LocalHostOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether responses come from the model simulator. Null, the default, means: when the
    /// provider is Azure OpenAI and <c>AzureOpenAI__Endpoint</c> is empty.
    /// </summary>
    public bool? Simulator { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether Azurite is started when the tables are development storage and nothing
    /// listens on its port. The default is <see langword="true"/>.
    /// </summary>
    public bool Azurite { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether the demo page is served at <c>/</c>, and built first where its sources are newer.
    /// The default is <see langword="true"/>.
    /// </summary>
    public bool Page { get; set; } = true;

    /// <summary>Gets or sets the key that functions ask for; null or empty means none, as with <c>func start</c>.</summary>
    public string? FunctionKey { get; set; }
}
