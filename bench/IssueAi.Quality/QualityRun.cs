using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.Quality;

/// <summary>Requests each action of each issue from the product, one after the other, and checks the format of the responses.</summary>
internal static class QualityRun
{
    private const double UsualLeast = 0.95;

    private static readonly string[] Actions = ["refine", "estimate", "breakdown"];

    // Each response is new and isn't stored, and no request is refused. The environment provides the other settings.
    private static readonly string[] Settings =
    [
        "--urls", "http://127.0.0.1:0", "--LocalHost:Azurite", "false", "--LocalHost:Page", "false", "--LocalHost:FunctionKey", "", "--Cache:Enabled", "false",
        "--History:Enabled", "false", "--RateLimit:Enabled", "false", "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:IssueAi.Responses.IssueMemory", "Error",
        "--Logging:LogLevel:IssueAi.Storage.TableStorage", "Error",
        "--Tables:ConnectionString", "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;TableEndpoint=http://127.0.0.1:1/none;",
    ];

    /// <summary>Runs, and writes the report.</summary>
    /// <returns>The process's exit code: 1 if too few responses are valid.</returns>
    public static async Task<int> RunAsync(QualityOptions options, TextWriter output, CancellationToken cancellationToken = default)
    {
        await using var host = await LocalHostApplication.StartAsync(Settings);
        if (host.Simulator is { } simulator) simulator.Script = _ => new Scenario { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero };

        var samples = new List<AnswerSample>();
        using var client = new AnswerClient(host.Address);
        foreach (var issue in SampleIssue.ReadAll().Take(options.Issues))
        {
            foreach (var action in Actions) samples.Add(await client.AskAsync(issue, action, cancellationToken));
        }

        var report = new QualityReport(samples, ModelOf(samples));
        var markdown = report.ToMarkdown();
        await output.WriteAsync(markdown);
        if (options.Out is not null) await File.WriteAllTextAsync(options.Out, markdown, cancellationToken);
        return report.ValidShare < (options.Least ?? (host.Simulator is null ? UsualLeast : 1)) ? 1 : 0;
    }

    private static string ModelOf(List<AnswerSample> samples) =>
        string.Join(", ", samples.Select(sample => sample.Metadata is { } metadata && metadata.TryGetProperty("model", out var name) ? name.GetString() : null).OfType<string>().Distinct().DefaultIfEmpty("no model"));
}
