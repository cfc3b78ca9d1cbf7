using Azure.Data.Tables;
using IssueAi.Actions.Catalog;
using IssueAi.Caching;
using IssueAi.Confidence;
using IssueAi.Issues;
using IssueAi.Responses;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Responses;

public sealed class RunningResponsesTests
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly LiveResponses _live = new();
    private readonly Dictionary<string, FakeTable> _tables = [];
    private readonly ResponseStore _responses;
    private readonly HistoryStore _history;
    private readonly RunningResponses _running;

    public RunningResponsesTests()
    {
        var service = new Mock<TableServiceClient>();
        service.Setup(client => client.GetTableClient(It.IsAny<string>())).Returns((string name) => TableOf(name));
        var storage = new TableStorage(service.Object, _clock, NullLogger<TableStorage>.Instance);
        var options = Options.Create(new HistoryOptions());
        _responses = new ResponseStore(storage, _clock, options);
        _history = new HistoryStore(storage, options, new ActionCatalog(ActionCatalog.BuiltIn), _clock);
        var archive = new ResponseArchive(
            _responses, _history, new CacheKeyStore(storage, _clock), new FeedbackStore(storage, options, _clock), Options.Create(new CacheOptions()), _clock);
        _running = new RunningResponses(_live, _history, archive, NullLogger<RunningResponses>.Instance);
    }

    [Fact]
    public async Task FindNewestAsync_NothingRuns_IsNull() => Assert.Null(await FindAsync());

    [Fact]
    public async Task FindNewestAsync_TwoRunOnAnotherInstance_IsTheNewer()
    {
        await BeginAsync(Now.AddSeconds(-2));
        var newer = await BeginAsync(Now.AddSeconds(-1));

        Assert.Equal(newer.ResponseId, await FindAsync());
    }

    [Fact]
    public async Task FindNewestAsync_TheHistoryLagsBehindTheHead_GoesByTheHead()
    {
        var older = await BeginAsync(Now.AddSeconds(-2));
        var ended = Storages.Summary(Now.AddSeconds(-1));
        var recording = await _responses.BeginAsync(ended, Token);
        await recording.EndAsync(default, ended with { State = ResponseState.Completed }, Token);
        await _history.PutAsync(ended, Token);

        Assert.Equal(older.ResponseId, await FindAsync());
    }

    [Fact]
    public async Task FindNewestAsync_TheProducerDied_IsNullAndEndsIt()
    {
        var dead = await BeginAsync(Now);
        _clock.Advance(ResponseStore.LeaseTime + TimeSpan.FromSeconds(1));

        Assert.Null(await FindAsync());
        Assert.Equal(ResponseState.Interrupted, (await _responses.FindAsync("default", dead.ResponseId))!.Summary.State);
    }

    [Fact]
    public async Task FindNewestAsync_RunsHereWithoutAHistoryYet_IsFound()
    {
        await BeginAsync(Now.AddSeconds(-2));
        var here = Hold(Storages.Summary(Now));

        Assert.Equal(here.ResponseId, await FindAsync());
    }

    [Fact]
    public async Task FindNewestAsync_ANewerOneRunsElsewhere_IsThatOne()
    {
        Hold(Storages.Summary(Now.AddSeconds(-2)));
        var newer = await BeginAsync(Now);

        Assert.Equal(newer.ResponseId, await FindAsync());
    }

    [Fact]
    public async Task FindNewestAsync_StoppedHereAMomentAgo_IsNotFoundByItsHistory()
    {
        var stopped = await BeginAsync(Now);
        Hold(stopped).Stop();

        Assert.Null(await FindAsync());
    }

    [Theory]
    [InlineData("other", "acme/shop#42", "refine")]
    [InlineData("default", "acme/shop#43", "refine")]
    [InlineData("default", "acme/shop#42", "estimate")]
    public async Task FindNewestAsync_RunsHereForSomethingElse_IsNull(string tenant, string issueId, string action)
    {
        Hold(Storages.Summary(Now));

        Assert.Null(await _running.FindNewestAsync(tenant, issueId, action, Token));
    }

    [Fact]
    public async Task FindNewestAsync_StorageIsDown_FindsWhatRunsHere()
    {
        TableOf("History").AfterPage = () => throw Failures.NoConnection();
        await Assert.ThrowsAsync<StorageUnavailableException>(FindAsync);

        var here = Hold(Storages.Summary(Now));

        Assert.Equal(here.ResponseId, await FindAsync());
    }

    private Task<string?> FindAsync() => _running.FindNewestAsync("default", "acme/shop#42", "refine", Token);

    private FakeTable TableOf(string name) => _tables.TryGetValue(name, out var table) ? table : _tables[name] = new FakeTable(_clock);

    // Begins a response as another instance does.
    private async Task<ResponseSummary> BeginAsync(DateTimeOffset createdAt)
    {
        var summary = Storages.Summary(createdAt);
        await _responses.BeginAsync(summary, Token);
        await _history.PutAsync(summary, Token);
        return summary;
    }

    private LiveResponse Hold(ResponseSummary summary) =>
        _live.Hold(new LiveResponse(summary.ResponseId, summary.Tenant, summary.Action, Mock.Of<IResponseSource>(), summary));
}
