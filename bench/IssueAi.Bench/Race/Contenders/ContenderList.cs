using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>All contenders by name. <c>NAME@FOLDER</c> is another published build of the product.</summary>
internal sealed class ContenderList(Uri model, Uri tables, Uri emptyTables, string modelBody, bool hasLogProbabilities)
{
    public const string Yarp = "yarp";
    public const string Bare = "bare";
    public const string Full = "full";
    public const string FullOnEmptyTables = "full-empty";
    public const string Worker = "worker";
    public const string FullWorker = "worker-full";
    public const string Function = "function";
    public const string Host = "host";

    /// <summary>Gets the names of the contenders in a complete run.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Yarp, Bare, Full, FullOnEmptyTables, "route", "node", "ai-sdk", Host, Worker, FullWorker, Function];

    private static readonly Dictionary<string, string> Nothing = new()
    {
        ["Cache__Enabled"] = "false", ["History__Enabled"] = "false", ["RateLimit__Enabled"] = "false",
    };

    /// <summary>Tells whether the contender is the product as a function app.</summary>
    public static bool IsWorker(string name) => name.Split('@')[0] is Worker or FullWorker;

    /// <summary>Gets the product without storage.</summary>
    public static ServerCommand BareProduct(Uri model, string? folder = null) => Product(folder, model, Nothing);

    /// <summary>Gets the product with all features, over tables at an address.</summary>
    public static ServerCommand FullProduct(Uri model, Uri tables) => Product(folder: null, model, Everything(tables));

    public Contender Create(string name)
    {
        var (kind, folder) = name.Split('@', 2) is [var before, var after] ? (before, after) : (name, null);
        return kind switch
        {
            Yarp => new(name, "YARP pass-through", Requests.Model(modelBody)) { Command = ServerCommand.DotNet(BuiltProjects.YarpProxy, ModelSetting) },
            Bare => new(name, "IssueAi, nothing stored", Requests.Issue()) { Command = WithoutAssessment(BareProduct(model, folder)) },
            "openai" => new(name, "IssueAi, nothing stored, by `Ai__Provider=OpenAI`", Requests.Issue()) { Command = WithoutAssessment(ByOpenAI(BareProduct(model, folder))) },
            Full => new(name, "IssueAi, all on", Requests.Issue()) { Command = WithoutAssessment(Product(folder, model, Everything(tables))) },
            FullOnEmptyTables => new(name, "IssueAi, all on, tables that cost nothing", Requests.Issue()) { Command = WithoutAssessment(Product(folder, model, Everything(emptyTables))) },
            Worker => new(name, "IssueAi as a function app, nothing stored", Requests.Issue()) { Command = WithoutAssessment(ProductWorker(folder, Nothing)) },
            FullWorker => new(name, "IssueAi as a function app, all on", Requests.Issue()) { Command = WithoutAssessment(ProductWorker(folder, Everything(tables))) },
            Function => new(name, "a function: OpenAI SDK + `TypedResults.ServerSentEvents`", Requests.Issue())
            {
                Command = OnFunctionsHost(Path.Combine(PublishedProject.FolderOf(PublishedProject.FunctionRoute), "FunctionRoute.dll"), ModelSetting),
            },
            Host => new(name, "the Functions host's forwarding alone", Requests.Model(modelBody)) { Command = ForwardingHost() },
            "route" => new(name, "OpenAI SDK + `TypedResults.ServerSentEvents`", Requests.Issue()) { Command = ServerCommand.DotNet(BuiltProjects.MinimalRoute, ModelSetting) },
            "node" => new(name, "Node `http` + `openai`", Requests.Issue()) { Command = ServerCommand.Node(NodePeers.OpenAI, ModelSetting) },
            "ai-sdk" => new(name, "Vercel AI SDK on Node", Requests.Issue()) { Command = ServerCommand.Node(NodePeers.AiSdk, ModelSetting) },
            "direct" => new(name, "none: callers ask the model", Requests.Model(modelBody)) { Port = model.Port },
            _ => throw new ArgumentException($"There is no peer {name}. There are: {string.Join(", ", Usual)}, openai, direct."),
        };
    }

    private Dictionary<string, string> ModelSetting => new() { ["Model"] = model.ToString() };

    private static Dictionary<string, string> Everything(Uri tables) => new()
    {
        ["Tables__ConnectionString"] = AzuriteServer.ConnectionString(tables),

        // Each client has its own address; the limits are counted, and no request is refused.
        ["RateLimit__PermitLimit"] = "1000000",
        ["RateLimit__TokensPerDay"] = "1000000000",
    };

    private static ServerCommand Product(string? folder, Uri model, Dictionary<string, string> settings) => ServerCommand.DotNet(
        folder is null ? BuiltProjects.Product : Path.GetFullPath(Path.Combine(folder, "LocalHost.dll")), WithModel(model, settings));

    private static Dictionary<string, string> WithModel(Uri model, Dictionary<string, string> settings) => new(settings)
    {
        ["LocalHost__Azurite"] = "false",
        ["LocalHost__Page"] = "false",
        ["AzureOpenAI__Endpoint"] = model.ToString(),
        ["AzureOpenAI__Deployment"] = "bench",
        ["AzureOpenAI__ApiKey"] = "bench",
    };

    // The host starts the worker, which inherits its settings, and is a process of its own.
    private static ServerCommand OnFunctionsHost(string program, Dictionary<string, string> settings) =>
        new("dotnet", Path.GetDirectoryName(program)!, port => [BuiltProjects.FunctionsHost, "--urls", $"http://127.0.0.1:{port}", "--app", program], settings)
        {
            IsMeasuredByChild = true,
        };

    private ServerCommand ProductWorker(string? folder, Dictionary<string, string> settings) => OnFunctionsHost(
        Path.Combine(Path.GetFullPath(folder ?? PublishedProject.FolderOf(PublishedProject.Worker)), "IssueAi.Functions.dll"), WithModel(model, settings));

    private ServerCommand ForwardingHost() => new(
        "dotnet",
        CheckoutFolder.Path,
        port => [BuiltProjects.FunctionsHost, "--urls", $"http://127.0.0.1:{port}", "--forward", model.ToString()],
        new Dictionary<string, string>());

    // The same model through the API of OpenAI-compatible servers.
    private ServerCommand ByOpenAI(ServerCommand command) => command with
    {
        Settings = new Dictionary<string, string>(command.Settings)
        {
            ["Ai__Provider"] = "OpenAI",
            ["OpenAI__Endpoint"] = new Uri(model, "/v1").ToString(),
            ["OpenAI__Model"] = "bench",
            ["OpenAI__ApiKey"] = "bench",
        },
    };

    // Without log-probabilities the product would send a self-assessment request, which isn't part of streaming.
    private ServerCommand WithoutAssessment(ServerCommand command) => hasLogProbabilities
        ? command
        : command with { Settings = new Dictionary<string, string>(command.Settings) { ["Confidence__SelfAssessment"] = "false" } };
}
