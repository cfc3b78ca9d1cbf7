using System.Text.Json;

namespace IssueAi.Bench.Race.Model;

/// <summary>The fake model as a process: it reads its orders line by line, and writes its observations line by line.</summary>
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
            // A script begins a new count, so the earlier one is reported and cleared.
            if (line.Length > 0) server.Script = JsonSerializer.Deserialize<ModelScript>(line)!;
            Console.WriteLine($"{Saw}{JsonSerializer.Serialize(server.Report())}");
        }

        return 0;
    }
}
