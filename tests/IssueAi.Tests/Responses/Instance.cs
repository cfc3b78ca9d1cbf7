using IssueAi.Actions.Refine;
using IssueAi.Generation;
using IssueAi.Hosting;
using IssueAi.Issues;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Responses;

/// <summary>One instance of the service without HTTP, over tables that other instances may share.</summary>
internal sealed class Instance : IAsyncDisposable
{
    public const string Tenant = "default";
    public const string IssueId = "acme/shop#42";

    /// <summary>The limit for waits that should end at once.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    private readonly ServiceProvider _services;

    public Instance(FakeTables tables, FakeModel model, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureOpenAI:Endpoint", "https://example.com"), new("AzureOpenAI:Deployment", "d"), new("Confidence:SelfAssessment", "false"), .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))])
            .Build();
        Clock = new FakeTimeProvider(tables.Clock.GetUtcNow());
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(tables.Service)
            .AddSingleton<IModelClient>(model)
            .AddSingleton(new Mock<IHostApplicationLifetime>().Object)
            .AddIssueAi(configuration)
            .BuildServiceProvider();
    }

    /// <summary>Gets the instance's clock. The tables have a separate one.</summary>
    public FakeTimeProvider Clock { get; }

    public LiveResponses Live => _services.GetRequiredService<LiveResponses>();

    public ResponseStore Stored => _services.GetRequiredService<ResponseStore>();

    public ResponseCanceller Canceller => _services.GetRequiredService<ResponseCanceller>();

    public ResponseDrain Drain => _services.GetServices<IHostedService>().OfType<ResponseDrain>().Single();

    /// <summary>Opens the response to a request, which is the same request on all instances.</summary>
    public Task<OpenedResponse?> OpenAsync(string description = "The Pay button does nothing.", RateLimitLease? lease = null) =>
        _services.GetRequiredService<ResponseBroker>().OpenAsync(
            new AnswerRequest(Tenant, RefineAction.Create(), new Issue(IssueId, "Checkout", description, []), null, null, Earlier: null),
            Task.FromResult(lease ?? RateLimitLease.Unlimited()));

    /// <summary>Opens a new version of the response and starts it.</summary>
    public async Task<OpenedResponse> RegenerateAsync()
    {
        var earlier = _services.GetRequiredService<EarlierAnswers>().FindNewestAsync(Tenant, IssueId, "refine");
        var request = new AnswerRequest(Tenant, RefineAction.Create(), new Issue(IssueId, "Checkout", "The Pay button does nothing.", []), null, null, earlier);
        var opened = await _services.GetRequiredService<ResponseBroker>().OpenAsync(request, Task.FromResult(RateLimitLease.Unlimited())).WaitAsync(Limit);
        opened!.Live.Start();
        return opened;
    }

    /// <summary>Lists the ids of the issue's responses, newest first, with their states.</summary>
    public async Task<IReadOnlyList<(string Id, ResponseState State)>> HistoryAsync()
    {
        var query = new HistoryQuery("refine", Limit: 20, After: null, IncludesText: false);
        var page = await _services.GetRequiredService<ResponseHistory>().ListAsync(Tenant, IssueId, query, CancellationToken.None);
        return [.. page.Items.Select(item => (item.Summary.ResponseId, item.Summary.State))];
    }

    /// <summary>Erases a response.</summary>
    public Task<bool> EraseAsync(string responseId) =>
        _services.GetRequiredService<ResponseEraser>().EraseAsync(Tenant, responseId, CancellationToken.None);

    /// <summary>Erases the issue with all its responses.</summary>
    public Task EraseIssueAsync() => _services.GetRequiredService<ResponseEraser>().EraseIssueAsync(Tenant, IssueId, CancellationToken.None);

    /// <summary>Opens the response and starts it.</summary>
    public async Task<OpenedResponse> StartAsync()
    {
        var opened = (await OpenAsync().WaitAsync(Limit))!;
        opened.Live.Start();
        return opened;
    }

    /// <summary>Opens a response by its id.</summary>
    public Task<OpenedResponse?> ReopenAsync(string responseId) =>
        _services.GetRequiredService<ResponseBroker>().ReopenAsync(Tenant, responseId, after: 0, CancellationToken.None);

    /// <summary>Advances the instance's clock until a condition holds, by <paramref name="step"/> per millisecond or more; by default 50 ms.</summary>
    public async Task PassTimeUntilAsync(Func<bool> hasHappened, TimeSpan? step = null)
    {
        using var limit = new CancellationTokenSource(Limit);

        // Continuations run on other threads: a pause after each step lets them run.
        using var poll = new PeriodicTimer(Poll);
        while (!hasHappened())
        {
            Clock.Advance(step ?? Step);
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Advances the instance's clock until a task completes.</summary>
    public async Task PassTimeUntilAsync(Task task, TimeSpan? step = null)
    {
        await PassTimeUntilAsync(() => task.IsCompleted, step);
        await task;
    }

    /// <summary>Reads the text that a client of a response receives.</summary>
    public static string TextOf(OpenedResponse opened) => ResponseContent.Read(opened.Live.Log.Read().All).Text;

    /// <summary>Gets the frame that ended a response; null while the response runs.</summary>
    public static StreamFrame? EndOf(OpenedResponse opened) => opened.Live.Log.Read().Terminal;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
