using System.Text.Json;

namespace IssueAi.Bench.Race.Model;

/// <summary>The fake model as a process: it reads scripts and writes observations, one per line.</summary>
internal static class FakeModelRole
{
    public const string Command = "fake-model";
    public const string Listening = "Listening on ";
    public const string Saw = "Saw ";

    public static async Task<int> RunAsync()
    {
        using var server = new FakeModelServer();
        _ = server.RunAsync();
        Console.WriteLine($"{Listening}{server.Address}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            // A script starts a new count, so the earlier one is reported and cleared.
            if (line.Length > 0) server.Script = JsonSerializer.Deserialize<ModelScript>(line)!;
            Console.WriteLine($"{Saw}{JsonSerializer.Serialize(server.Report())}");
        }

        return 0;
    }
}
