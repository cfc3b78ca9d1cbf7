using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>One instance of the product as a process of its own.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private const string Announcement = "IssueAi listens on ";

    private readonly Process _process;

    private ProductProcess(Process process, ProcessOutput output, Uri address)
    {
        _process = process;
        Output = output;
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = address, Timeout = Limits.Test };
    }

    /// <summary>Gets settings with which memory is collected after every 4 MiB: what the process holds then is what it was made to keep.</summary>
    public static (string Key, string Value)[] CollectsOften => [("DOTNET_gcServer", "0"), ("DOTNET_GCgen0size", "400000")];

    public HttpClient Client { get; }

    /// <summary>Gets what the process has printed.</summary>
    public ProcessOutput Output { get; }

    /// <summary>Gets how much memory the process holds, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts an instance with settings as <c>Section__Key</c>.</summary>
    public static Task<ProductProcess> StartAsync(string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings) =>
        StartProgramAsync("LocalHost.dll", tables, model, settings);

    /// <summary>Starts an instance by a program in this folder.</summary>
    public static async Task<ProductProcess> StartProgramAsync(
        string program, string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LocalHost__Azurite"] = "false",
                ["LocalHost__Page"] = "false",
                ["Tables__ConnectionString"] = tables,
                ["AzureOpenAI__Endpoint"] = model.Endpoint.ToString(),
                ["AzureOpenAI__Deployment"] = "gpt-test",
                ["AzureOpenAI__ApiKey"] = "test-key",
                ["RateLimit__Enabled"] = "false",
                ["Confidence__SelfAssessment"] = "false",
            },
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;

        var output = new ProcessOutput();
        var process = Process.Start(start)!;
        output.Follow(process);
        return new ProductProcess(process, output, await output.WaitForAddressAsync(Announcement));
    }

    /// <summary>Ends the process as a crash would: at once, without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as a container does.</summary>
    public Task TerminateAsync() => _process.TerminateAsync();

    /// <summary>Asks the process to end, as Ctrl+C does.</summary>
    public Task InterruptAsync() => _process.InterruptAsync();

    /// <summary>Waits for the process's end and gives its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Posts an issue and waits for the answer's headers.</summary>
    public async Task<HttpResponseMessage> PostAsync(object request, string action = "refine", string query = "")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"api/ai/{action}{query}") { Content = JsonContent.Create(request) };
        var response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {(response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync())}");
        return response;
    }

    /// <summary>Posts an issue and reads the whole stream.</summary>
    public async Task<IReadOnlyList<JsonElement>> StreamAsync(object request, string action = "refine", string query = "")
    {
        using var response = await PostAsync(request, action, query);
        return await FrameReader.ReadAllAsync(response);
    }

    /// <summary>Resumes a stream and waits for its headers.</summary>
    public Task<HttpResponseMessage> ResumeAsync(string responseId, int after) =>
        Client.GetAsync($"api/ai/responses/{responseId}?stream=true&starting_after={after}", HttpCompletionOption.ResponseHeadersRead);

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>($"api/{path}");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
