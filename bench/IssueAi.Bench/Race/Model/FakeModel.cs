using System.Text.Json;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Model;

/// <summary>The fake model's process, seen from the run.</summary>
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

    /// <summary>Has it answer like this from now on, and count anew.</summary>
    public Task ScriptAsync(ModelScript script) => AskAsync(JsonSerializer.Serialize(script));

    /// <summary>Gets its observations since the last time.</summary>
    public Task<ModelReport> ReportAsync() => AskAsync(string.Empty);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<ModelReport> AskAsync(string line)
    {
        await _process.WriteLineAsync(line);
        return JsonSerializer.Deserialize<ModelReport>(await _process.ReadAsync(FakeModelRole.Saw))!;
    }
}
