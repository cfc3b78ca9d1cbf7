using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IssueAi.RateLimiting;

/// <summary>
/// Writes usage in the background: the real cost of responses, and the requests counted while storage
/// was down. It waits a little, so that most of it is written with the caller's next request.
/// </summary>
internal sealed partial class LedgerWriter(CallerLedgers ledgers, TimeProvider clock, ILogger<LedgerWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Writes the rest once the running responses have ended. Unwritten corrections stay reserved.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; StopAsync writes the rest.
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledgers.WriteAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.CutShort(logger);
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The token usage of some callers can't be written; their reservations, which are higher, count instead.")]
        public static partial void CutShort(ILogger logger);

        [LoggerMessage(LogLevel.Error, "Callers' token usage can't be written: internal error.")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
