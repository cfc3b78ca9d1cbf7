using System.Globalization;
using IssueAi.IntegrationTests.Responses;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests;

/// <summary>This assembly as a program: LocalHost with a clock that is off, beside others with clocks that are right.</summary>
internal static class ShiftedHost
{
    // The environment variable that says by how much.
    private const string Offset = "ShiftedHost__Offset";

    /// <summary>Starts an instance whose clock is off.</summary>
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
