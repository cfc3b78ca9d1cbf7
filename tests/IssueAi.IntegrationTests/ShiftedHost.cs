using System.Globalization;
using IssueAi.LocalHost;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests;

/// <summary>This assembly as a program: LocalHost with a clock that is off, beside others with clocks that are right.</summary>
internal static class ShiftedHost
{
    /// <summary>The environment variable that says by how much.</summary>
    public const string Offset = "ShiftedHost__Offset";

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
