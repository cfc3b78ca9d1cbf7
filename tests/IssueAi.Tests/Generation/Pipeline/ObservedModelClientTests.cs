using System.Diagnostics;
using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using IssueAi.Telemetry;
using IssueAi.Tests.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Pipeline;

public sealed class ObservedModelClientTests : IDisposable
{
    private const string Duration = "gen_ai.client.operation.duration";
    private const string FirstChunk = "gen_ai.client.operation.time_to_first_chunk";
    private const string Tokens = "gen_ai.client.token.usage";
    private const string Call = "gen_ai.operation.name=chat gen_ai.provider.name=azure.ai.openai gen_ai.request.model=deployment";

    private static readonly ModelPrompt Prompt = FakeModel.Prompt with { Action = "refine" };

    private readonly FakeTimeProvider _clock = new();
    private readonly Measurements _measured;
    private readonly Activity _request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
    private readonly List<Activity> _spans = [];

    public ObservedModelClientTests() => _measured = new Measurements(_clock);

    public void Dispose()
    {
        _request.Dispose();
        _measured.Dispose();
    }

    [Fact]
    public async Task StreamAsync_OfAWholeAnswer_TellsWhatItTookAndCost()
    {
        var model = Create(new FakeModel(_ => AnswersAsync()));

        var texts = await FakeModel.TextsAsync(model.StreamAsync(Prompt));

        const string Known = $"{Call} gen_ai.response.model=gpt-4o";
        Assert.Equal(["", "one", "", ""], texts);
        Assert.Equal([$"3 {Known} issueai.action=refine"], _measured.Of(Duration));
        Assert.Equal([$"1 {Known} issueai.action=refine"], _measured.Of(FirstChunk));
        Assert.Equal(
            [$"40 {Known} gen_ai.token.type=input issueai.action=refine", $"60 {Known} gen_ai.token.type=output issueai.action=refine"],
            _measured.Of(Tokens).Select(SortTokenType));

        // Sorted by name, the token type is between the model names.
        static string SortTokenType(string measured)
        {
            var type = measured.Split(' ').Single(part => part.StartsWith("gen_ai.token.type", StringComparison.Ordinal));
            return measured.Replace($" {type}", "", StringComparison.Ordinal).Replace(" issueai", $" {type} issueai", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task StreamAsync_OfAFailure_TellsItsSort()
    {
        var model = Create(new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamRateLimited, "secret words"))));

        await Assert.ThrowsAsync<ModelException>(() => FakeModel.TextsAsync(model.StreamAsync(Prompt)));

        Assert.Equal([$"0 error.type=upstream_rate_limited {Call} issueai.action=refine"], _measured.Of(Duration));
        Assert.Empty(_measured.Of(FirstChunk));
        Assert.Empty(_measured.Of(Tokens));
    }

    [Fact]
    public async Task StreamAsync_OfAFaultOfOurs_TellsItsType()
    {
        var model = Create(new FakeModel(FakeModel.Says(new InvalidOperationException("secret words"))));

        await Assert.ThrowsAsync<InvalidOperationException>(() => FakeModel.TextsAsync(model.StreamAsync(Prompt)));

        Assert.Equal([$"0 error.type=System.InvalidOperationException {Call} issueai.action=refine"], _measured.Of(Duration));
    }

    [Fact]
    public async Task StreamAsync_ThatBreaksOffInSilence_IsAFailure()
    {
        var model = Create(new FakeModel(FakeModel.Says(null, FakeModel.Text("one"))));

        await FakeModel.TextsAsync(model.StreamAsync(Prompt));

        Assert.Equal([$"0 error.type=upstream_unavailable {Call} issueai.action=refine"], _measured.Of(Duration));
    }

    [Fact]
    public async Task StreamAsync_Cancelled_IsToldAsThat()
    {
        using var leaving = new CancellationTokenSource();
        var model = Create(new FakeModel(FakeModel.Stalls(FakeModel.Text("one"))));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in model.StreamAsync(Prompt, leaving.Token)) await leaving.CancelAsync();
        });

        Assert.Equal([$"0 error.type=cancelled {Call} issueai.action=refine"], _measured.Of(Duration));
    }

    [Theory]
    [InlineData(false, $"0 error.type=cancelled {Call} issueai.action=refine")]
    [InlineData(true, $"0 {Call} issueai.action=refine")]
    public async Task StreamAsync_LetGoBeforeItsEnd_WasCancelledUnlessItHadSaidAll(bool hadFinished, string expected)
    {
        var model = Create(new FakeModel(FakeModel.Says(null, hadFinished ? FakeModel.Stop : FakeModel.Text("one"), FakeModel.Text("two"))));

        await foreach (var _ in model.StreamAsync(Prompt)) break;

        Assert.Equal([expected], _measured.Of(Duration));
    }

    [Fact]
    public async Task StreamAsync_OfAWholeAnswer_IsASpanOfTheRequest()
    {
        using var listener = Listen();
        var model = Create(new FakeModel(_ => AnswersAsync()));
        _request.Start();

        await FakeModel.TextsAsync(model.StreamAsync(Prompt));

        var span = Assert.Single(_spans, span => span.TraceId == _request.TraceId);
        Assert.Equal(("chat deployment", ActivityKind.Client, _request.SpanId, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.ParentSpanId, span.Status));
        var tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.Equal(["stop"], Assert.IsType<string[]>(tags["gen_ai.response.finish_reasons"]));
        tags.Remove("gen_ai.response.finish_reasons");
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gen_ai.operation.name"] = "chat",
                ["gen_ai.provider.name"] = "azure.ai.openai",
                ["gen_ai.request.model"] = "deployment",
                ["gen_ai.request.stream"] = true,
                ["gen_ai.request.max_tokens"] = 2048,
                ["gen_ai.response.model"] = "gpt-4o",
                ["gen_ai.response.time_to_first_chunk"] = 1d,
                ["gen_ai.usage.input_tokens"] = 40,
                ["gen_ai.usage.output_tokens"] = 60,
                ["issueai.action"] = "refine",
                ["server.address"] = "models.example",
                ["server.port"] = 443,
            },
            tags);
    }

    [Fact]
    public async Task StreamAsync_OfAFailure_MarksTheSpanWithoutItsWords()
    {
        using var listener = Listen();
        var model = Create(new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamRejected, "secret words"))));
        _request.Start();

        await Assert.ThrowsAsync<ModelException>(() => FakeModel.TextsAsync(model.StreamAsync(Prompt)));

        var span = Assert.Single(_spans, span => span.TraceId == _request.TraceId);
        Assert.Equal((ActivityStatusCode.Error, null, "upstream_rejected"), (span.Status, span.StatusDescription, span.GetTagItem("error.type")));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task StreamAsync_OnTheWay_HasWhatTheModelIsAskedWithBelongToTheSpan()
    {
        using var listener = Listen();
        Activity? whileAsking = null;
        var model = Create(new FakeModel(_ =>
        {
            whileAsking = Activity.Current;
            return AnswersAsync();
        }));
        _request.Start();

        await FakeModel.TextsAsync(model.StreamAsync(Prompt));

        Assert.Equal("chat deployment", whileAsking?.DisplayName);
        Assert.Same(_request, Activity.Current);
    }

    [Theory]
    [InlineData(AiProvider.AzureOpenAI, "azure.ai.openai")]
    [InlineData(AiProvider.OpenAI, "openai")]
    [InlineData(AiProvider.Anthropic, "anthropic")]
    public void Target_OfAProvider_HasItsConventionalName(AiProvider provider, string name) =>
        Assert.Equal(name, ModelTarget.Create(new ModelIdentity(provider, "main", new Uri("https://models.example")), "model", new GenerationOptions()).Provider);

    private static ModelTarget Target { get; } = new("azure.ai.openai", "deployment", new Uri("https://models.example/"), 2048);

    private ObservedModelClient Create(FakeModel model) => new(model, Target, _measured.Metrics, Tracing.Source, _clock);

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source == Tracing.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // The listener also receives the spans of other tests.
                lock (_spans) _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async IAsyncEnumerable<ModelUpdate> AnswersAsync()
    {
        await Task.Yield();
        _clock.Advance(TimeSpan.FromSeconds(1));
        yield return new ModelUpdate { Model = "gpt-4o" };
        _clock.Advance(TimeSpan.FromSeconds(2));
        yield return FakeModel.Text("one");
        yield return FakeModel.Stop;
        yield return new ModelUpdate { Usage = new TokenUsage(40, 60) };
    }
}
