using System.Text.Json;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Model;

/// <summary>The run's view of the fake model's process.</summary>
internal sealed class FakeModel : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private FakeModel(ChildProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<FakeModel> StartAsync()
    {
        var process = ChildProcess.Start("IssueAi.Bench.dll", [FakeModelRole.Command], LeanSettings.All);
        return new FakeModel(process, new Uri(await process.ReadAsync(FakeModelRole.Listening)));
    }

    /// <summary>Sets the script for all further answers, and resets the counts.</summary>
    public Task ScriptAsync(ModelScript script) => AskAsync(JsonSerializer.Serialize(script));

    /// <summary>Gets the observations since the last call.</summary>
    public Task<ModelReport> ReportAsync() => AskAsync(string.Empty);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<ModelReport> AskAsync(string line)
    {
        await _process.WriteLineAsync(line);
        return JsonSerializer.Deserialize<ModelReport>(await _process.ReadAsync(FakeModelRole.Saw))!;
    }
}
