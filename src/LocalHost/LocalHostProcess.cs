using Microsoft.Extensions.Options;

namespace IssueAi.LocalHost;

/// <summary>Runs LocalHost as a program: it reports a failed start in one line, not in a stack trace.</summary>
internal static class LocalHostProcess
{
    private const int Started = 0;
    private const int WrongSetting = 1;

    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection> addServices)
    {
        try
        {
            await using var application = await LocalHostApplication.StartAsync(args, builder => addServices(builder.Services));
            Welcome.Print(application, Console.Out);
            using var impatience = new SecondInterrupt();
            await application.WaitForShutdownAsync();
            return Started;
        }
        catch (Exception exception) when (Describe(exception) is { } reasons)
        {
            foreach (var reason in reasons) await Console.Error.WriteLineAsync(reason);
            return WrongSetting;
        }
    }

    private static IEnumerable<string>? Describe(Exception exception) => exception switch
    {
        OptionsValidationException wrong => wrong.Failures,
        AggregateException { InnerExceptions: var all } when all.All(one => one is OptionsValidationException) =>
            all.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures),
        IOException inUse when inUse.Message.Contains("address", StringComparison.OrdinalIgnoreCase) =>
            [$"{inUse.Message} Choose another address with --urls http://localhost:7072."],
        InvalidDataException unreadable => [unreadable.Message],
        FormatException wrongUrl => [$"urls: {wrongUrl.Message}"],
        _ => null,
    };
}
