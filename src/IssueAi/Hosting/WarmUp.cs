using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using IssueAi.Generation.Upstream;
using IssueAi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IssueAi.Hosting;

/// <summary>
/// Generates a response in memory while a host starts, so that its code is compiled before the first client waits for it. It has
/// services of its own, whose model and tables are a <see cref="WarmUpBackend"/>: nothing is sent, stored, counted, traced or logged.
/// </summary>
public static partial class WarmUp
{
    private const string Name = "IssueAi.WarmUp";

    /// <summary>Starts it on a thread of its own. Call it as early as possible, after the sockets' settings.</summary>
    /// <returns>A task to pass to <see cref="AddWarmUp"/>; it may fault.</returns>
    public static Task Start() => Task.Run(GenerateAsync);

    /// <summary>Reports a failed warm-up in the log. The host works without it, only its first response is slower.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="warmUp">The task of <see cref="Start"/>.</param>
    public static IServiceCollection AddWarmUp(this IServiceCollection services, Task warmUp) =>
        services.AddHostedService(provider => new Report(warmUp, provider.GetRequiredService<ILogger<Report>>()));

    /// <summary>Generates the response.</summary>
    /// <returns>The stream as a client would get it.</returns>
    internal static async Task<string> GenerateAsync()
    {
        await using var services = CreateServices();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = "/api/ai/refine";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream("""{"issueId":"warm-up","title":"Warm-up","description":"A response in memory."}"""u8.ToArray());

        var result = await services.GetRequiredService<IGenerateEndpoint>().HandleAsync(context.Request, "refine", CancellationToken.None);
        await result.ExecuteAsync(context);
        await context.Response.CompleteAsync();
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static ServiceProvider CreateServices()
    {
        var backend = new WarmUpBackend();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureOpenAI:Endpoint"] = "https://warm-up.invalid/", ["AzureOpenAI:Deployment"] = "warm-up", ["AzureOpenAI:ApiKey"] = "warm-up",
        }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IMeterFactory, OwnMeters>()
            .AddSingleton(_ => new ActivitySource(Name))
            .AddSingleton<ModelTransport>(new BackendTransport(backend))
            .AddSingleton(CreateTables(backend))
            .AddIssueAi(settings)
            .BuildServiceProvider();
    }

    private static TableServiceClient CreateTables(WarmUpBackend backend) => new(
        new Uri("https://warm-up.invalid/"),
        new TableSharedKeyCredential("warmup", Convert.ToBase64String("warm-up"u8)),
        new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(backend)) });

    /// <summary>Logs a warm-up that failed.</summary>
    internal sealed partial class Report(Task warmUp, ILogger<Report> logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try
            {
                await warmUp.WaitAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, exception);
            }
        }

        [LoggerMessage(LogLevel.Warning, "The warm-up failed. The first response will be slower.")]
        private static partial void Failed(ILogger logger, Exception exception);
    }

    private sealed class BackendTransport(WarmUpBackend backend) : ModelTransport(TimeProvider.System)
    {
        protected override HttpMessageHandler CreateHandler() => backend;
    }

    // Meters of the product's name would be exported.
    private sealed class OwnMeters : IMeterFactory
    {
        private readonly Meter _meter = new(Name);

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }
}
