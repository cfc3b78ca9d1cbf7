using System.Net.Http.Json;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Telemetry;

/// <summary>The exports of a process to a collector.</summary>
public sealed class OtlpExportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private ModelSimulatorServer _model = null!;
    private OtlpCollector _collector = null!;

    public async Task InitializeAsync()
    {
        _model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        _collector = await OtlpCollector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _model.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task Everything_That_Happens_Is_Told()
    {
        await using var product = await ProductProcess.StartAsync(
            azurite.ConnectionString, _model, [("RateLimit__Enabled", "true"), ("RateLimit__PermitLimit", "2"), ("RateLimit__ClientAddressHeader", "X-Caller"), .. _collector.Settings]);
        var issue = new { issueId = "told", description = "Something happened." };

        var frames = await product.StreamAsync(issue);
        await product.StreamAsync(issue);
        using var refused = await product.Client.PostAsync("api/ai/refine", JsonContent.Create(issue));
        using var resumed = await product.ResumeAsync(frames[^1].GetProperty("value").GetProperty("responseId").GetString()!, after: 1);
        await resumed.Content.ReadAsStringAsync();

        await _collector.WaitForAsync(
            OtlpCollector.Metrics,
            "gen_ai.client.operation.duration", "gen_ai.client.token.usage", "gen_ai.client.operation.time_to_first_chunk",
            "issueai.responses", "issueai.confidence", "issueai.cache.hits", "issueai.rate_limit.rejections", "issueai.stream.frames",
            "issueai.stream.resumes", "issueai.stream.time_to_first_frame", "http.server.request.duration", "http.client.request.duration", "azure.ai.openai", "gpt-test", "IssueAi");
        await _collector.WaitForAsync(OtlpCollector.Traces, "chat gpt-test", "POST api/ai/{action}", "gen_ai.response.finish_reasons", "issueai.response.id", "/api/ai/responses/{responseId}");
    }

    [Fact]
    public async Task Callers_Who_Share_Or_Leave_Are_Counted()
    {
        var gate = new TaskCompletionSource();
        _model.Script = _ => new Scenario { Chunks = ["one ", "two"], GateBefore = 1, Gate = gate.Task.WaitAsync };
        await using var product = await ProductProcess.StartAsync(azurite.ConnectionString, _model, [.. _collector.Settings]);
        var issue = new { issueId = "shared", description = "Something happened." };

        var leaving = await product.PostAsync(issue);
        using var staying = await product.PostAsync(issue);
        leaving.Dispose();
        await _collector.WaitForAsync(OtlpCollector.Metrics, "issueai.stream.aborts");
        gate.SetResult();
        await staying.Content.ReadAsStringAsync();

        await _collector.WaitForAsync(OtlpCollector.Metrics, "issueai.generation.coalesced", "issueai.stream.frames");
        Assert.Single(_model.Calls);
    }

    [Fact]
    public async Task Logs_Are_Sent_Too()
    {
        await using var product = await ProductProcess.StartAsync(
            azurite.ConnectionString, _model, [.. _collector.Settings]);

        await product.StreamAsync(new { issueId = "failed", description = "<!-- simulate: unauthorized -->" });

        await _collector.WaitForAsync(OtlpCollector.Logs, "The model failed response");
    }

    [Fact]
    public async Task What_Is_Left_Is_Sent_At_The_End()
    {
        await using var product = await ProductProcess.StartAsync(
            azurite.ConnectionString, _model, [.. _collector.Settings, ("OTEL_METRIC_EXPORT_INTERVAL", "600000"), ("OTEL_BSP_SCHEDULE_DELAY", "600000"), ("OTEL_SERVICE_NAME", "named-by-its-operator")]);

        await product.StreamAsync(new { issueId = "last", description = "Something happened." });
        await product.TerminateAsync();
        await product.WaitForExitAsync();

        Assert.Contains("issueai.stream.frames", _collector.Received(OtlpCollector.Metrics), StringComparison.Ordinal);
        Assert.Contains("named-by-its-operator", _collector.Received(OtlpCollector.Metrics), StringComparison.Ordinal);
        Assert.Contains("chat gpt-test", _collector.Received(OtlpCollector.Traces), StringComparison.Ordinal);
    }
}
