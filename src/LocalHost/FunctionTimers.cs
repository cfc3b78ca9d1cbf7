using System.Reflection;
using Cronos;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.LocalHost;

/// <summary>Runs an assembly's timer functions when the platform would.</summary>
internal sealed partial class FunctionTimers(Assembly assembly, IServiceProvider services, TimeProvider clock, ILogger<FunctionTimers> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        from type in assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<TimerTriggerAttribute>()
        where trigger is not null
        select RunAsync(method, function.Name, CronExpression.Parse(trigger.Schedule, CronFormat.IncludeSeconds), stoppingToken));

    private async Task RunAsync(MethodInfo method, string name, CronExpression schedule, CancellationToken stoppingToken)
    {
        while (schedule.GetNextOccurrence(clock.GetUtcNow(), TimeZoneInfo.Utc) is { } next)
        {
            await Task.Delay(next - clock.GetUtcNow(), clock, stoppingToken);
            try
            {
                await InvokeAsync(method, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // As on the platform: a run that fails is reported, and the next one comes in its time.
                Log.Failed(logger, exception, name);
            }
        }
    }

    private async Task InvokeAsync(MethodInfo method, CancellationToken stoppingToken)
    {
        var target = method.IsStatic ? null : ActivatorUtilities.GetServiceOrCreateInstance(services, method.DeclaringType!);
        var arguments = method.GetParameters()
            .Select(object (parameter) => parameter.ParameterType == typeof(CancellationToken) ? stoppingToken : new TimerInfo())
            .ToArray();
        await (Task)method.Invoke(target, arguments)!;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The timer function {Name} failed.")]
        public static partial void Failed(ILogger logger, Exception exception, string name);
    }
}
