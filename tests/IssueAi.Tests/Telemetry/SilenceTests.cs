using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using IssueAi.Telemetry;
using IssueAi.Tests.Generation;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Telemetry;

/// <summary>Without listeners, telemetry does no work.</summary>
[Collection(AloneGroup.Name)]
public sealed class SilenceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Measurements _unheard;

    public SilenceTests() => _unheard = new Measurements(_clock, isHeard: false);

    public void Dispose() => _unheard.Dispose();

    [Fact]
    public void Watch_WhileNobodyListens_IsNotMade() => Assert.Null(_unheard.Metrics.Watch("refine", isCached: false, arrival: null));

    [Fact]
    public void StreamAsync_WhileNobodyListens_IsTheModelsOwnStream()
    {
        var stream = new FakeModel(FakeModel.Says(null)).StreamAsync(FakeModel.Prompt);
        var target = new ModelTarget("openai", "model", new Uri("https://models.example/"), 1);
        var model = new ObservedModelClient(new OneStream(stream), target, _unheard.Metrics, Tracing.Source, _clock);

        Assert.Same(stream, model.StreamAsync(FakeModel.Prompt));
    }

    private sealed class OneStream(IAsyncEnumerable<ModelUpdate> stream) : IModelClient
    {
        public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) => stream;
    }
}
