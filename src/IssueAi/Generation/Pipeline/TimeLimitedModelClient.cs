namespace IssueAi.Generation.Pipeline;

/// <summary>Gives up on a model that is silent for too long.</summary>
internal sealed class TimeLimitedModelClient(IModelClient model, ModelTimeouts timeouts) : IModelClient
{
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        timeouts.ApplyAsync(model, prompt, cancellationToken);
}
