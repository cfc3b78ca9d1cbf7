using IssueAi.Identity;
using IssueAi.RateLimiting;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IssueAi.Http;

/// <summary>
/// Turns every failure before the first byte into a problem response. Without it the platform sends an empty 500. It also
/// refuses requests while the instance shuts down.
/// </summary>
internal sealed partial class ProblemBoundary(
    CallerIdentity identity, RequestThrottle throttle, ShutdownSignal shutdown, ILogger<ProblemBoundary> logger)
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Answers an identified caller, before anything else of the request is read.</summary>
    public Task<IResult> RunAsync(HttpContext context, Func<Caller, Task<IResult>> handle) => RunAsync(context, async () =>
    {
        var identified = await identity.IdentifyAsync(context);
        return identified.Succeeded(out var caller, out var problem) ? await handle(caller) : problem;
    });

    /// <summary>Answers an identified caller whose limit of such requests isn't reached.</summary>
    public Task<IResult> RunAsync(HttpContext context, RequestKind kind, Func<Caller, Task<IResult>> handle) => RunAsync(
        context,
        caller => throttle.Refuse(kind, caller) is { } quota ? Task.FromResult(Problems.RateLimited(context, quota)) : handle(caller));

    /// <summary>Answers any caller.</summary>
    public async Task<IResult> RunAsync(HttpContext context, Func<Task<IResult>> handle)
    {
        Tracing.Continue(context);
        if (shutdown.HasBegun) return Problems.ShuttingDown(context);
        try
        {
            return await handle();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
            return Results.Empty;
        }
        catch (OperationCanceledException)
        {
            // Not a disconnect, so the host drains this instance.
            return Problems.ShuttingDown(context);
        }
        catch (StorageUnavailableException)
        {
            Log.StorageUnavailable(logger, context.Request.Method, LoggedPath.Of(context.Request.Path));
            return Problems.StorageUnavailable();
        }
        catch (IdentityUnavailableException)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.IdentityUnavailable();
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception, context.Request.Method, LoggedPath.Of(context.Request.Path));
            return Problems.Internal(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Method} {Path} failed: storage is unavailable.")]
        public static partial void StorageUnavailable(ILogger logger, string method, string path);

        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: internal error.")]
        public static partial void Faulted(ILogger logger, Exception exception, string method, string path);
    }
}
