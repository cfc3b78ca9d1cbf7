using IssueAi.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IssueAi.Http;

/// <summary>
/// The one place where what goes wrong before the first byte becomes an answer. Without it the platform sends an empty
/// 500.
/// </summary>
internal sealed partial class RequestBoundary(ILogger<RequestBoundary> logger)
{
    public async Task<IResult> RunAsync(HttpContext context, Func<Task<IResult>> handle)
    {
        try
        {
            return await handle();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to read an answer.
            return Results.Empty;
        }
        catch (StorageUnavailableException)
        {
            Log.StorageUnavailable(logger, context.Request.Method, context.Request.Path);
            return Problems.StorageUnavailable();
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception, context.Request.Method, context.Request.Path);
            return Problems.Internal(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Method} {Path} failed since storage is unavailable.")]
        public static partial void StorageUnavailable(ILogger logger, string method, PathString path);

        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed by a fault of ours.")]
        public static partial void Faulted(ILogger logger, Exception exception, string method, PathString path);
    }
}
