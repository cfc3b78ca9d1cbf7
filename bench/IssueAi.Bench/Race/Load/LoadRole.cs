using System.Text.Json;

namespace IssueAi.Bench.Race.Load;

/// <summary>The load generator as a process: it reads plans and writes results, one per line.</summary>
internal static class LoadRole
{
    public const string Command = "load";
    public const string Result = "Result ";

    public static async Task<int> RunAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var result = await LoadGenerator.RunAsync(JsonSerializer.Deserialize<LoadPlan>(line)!);
            Console.WriteLine($"{Result}{JsonSerializer.Serialize(result, Numbers)}");
            GC.Collect();
        }

        return 0;
    }

    /// <summary>NaN represents a figure that wasn't measured.</summary>
    public static JsonSerializerOptions Numbers { get; } = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
