using System.Globalization;
using IssueAi.IntegrationTests.Responses;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests;

/// <summary>This assembly as a program: LocalHost with a shifted clock, next to instances with correct clocks.</summary>
internal static class ShiftedHost
{
    // The environment variable with the clock's offset.
    private const string Offset = "ShiftedHost__Offset";

    /// <summary>Starts an instance with a shifted clock.</summary>
    public static Task<ProductProcess> StartAsync(TimeSpan offset, string tables, ModelSimulatorServer model) =>
        ProductProcess.StartProgramAsync("IssueAi.IntegrationTests.dll", tables, model, (Offset, offset.ToString()));

    private static async Task Main(string[] args)
    {
        var clock = new ShiftedClock(TimeSpan.Parse(Environment.GetEnvironmentVariable(Offset)!, CultureInfo.InvariantCulture));
        await using var application = await LocalHostApplication.StartAsync(args, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Welcome.Print(application, Console.Out);
        await application.WaitForShutdownAsync();
    }

    private sealed class ShiftedClock(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}
