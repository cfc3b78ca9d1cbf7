using System.Text.RegularExpressions;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Tables;
using IssueAi.LocalHost;

namespace IssueAi.Bench.Race;

/// <summary>The common parts of all comparisons: the model and the load, each a separate process, and tables for contenders that store data.</summary>
internal sealed partial class RaceTrack : IAsyncDisposable
{
    private readonly AsyncDisposables _started;

    private RaceTrack(AsyncDisposables started, FakeModel model, Loader loader, AzuriteServer tables, ContenderList contenders, bool hasLogProbabilities)
    {
        _started = started;
        (Model, Loader, Tables, Contenders, HasLogProbabilities) = (model, loader, tables, contenders, hasLogProbabilities);
    }

    public FakeModel Model { get; }

    public Loader Loader { get; }

    public AzuriteServer Tables { get; }

    public ContenderList Contenders { get; }

    public bool HasLogProbabilities { get; }

    public static async Task<RaceTrack> StartAsync(BenchOptions options)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("The race reads /proc, so it runs on Linux.");

        if (options.Peers.Any(peer => peer is "node" or "ai-sdk")) await NodePeers.InstallAsync();
        if (options.Peers.Any(ContenderList.IsWorker)) await PublishedProject.CreateAsync(PublishedProject.Worker);
        if (options.Peers.Contains(ContenderList.Function)) await PublishedProject.CreateAsync(PublishedProject.FunctionRoute);
        await using var started = new AsyncDisposables();
        var model = started.Add(await FakeModel.StartAsync());
        var loader = started.Add(new Loader());
        var tables = started.Add(await AzuriteServer.StartAsync());
        var emptyTables = started.Add(await EmptyTables.StartAsync());
        var body = await CaptureBodyAsync(model, loader);
        var contenders = new ContenderList(model.Address, tables.Address, emptyTables.Address, body, options.HasLogProbabilities);
        return new RaceTrack(started.Release(), model, loader, tables, contenders, options.HasLogProbabilities);
    }

    public ValueTask DisposeAsync() => _started.DisposeAsync();

    // The pass-through must forward the product's request body, so the product sends one request first.
    private static async Task<string> CaptureBodyAsync(FakeModel model, Loader loader)
    {
        await model.ScriptAsync(new ModelScript(0));
        await using var product = await ServerProcess.StartAsync(ContenderList.BareProduct(model.Address));
        var result = await loader.RunAsync(new LoadPlan([product.Port], Requests.Issue(), Callers: 1, ModelScript.UsualTokens));
        if (result.Failure is { } failure) throw new InvalidOperationException($"The product didn't answer: {failure} {product.Output}");

        return CallerNumber().Replace((await model.ReportAsync()).FirstBody, CallerRequest.Caller);
    }

    [GeneratedRegex(@"caller-\d{8}")]
    private static partial Regex CallerNumber();
}
