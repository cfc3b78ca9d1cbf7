using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IssueAi.RateLimiting;

/// <summary>
/// Writes down beside the requests what nobody waits for: what answers really cost, and what was counted while storage was
/// down. Later than the moment, so that most of it goes along with a caller's next request.
/// </summary>
internal sealed partial class LedgerWriter(CallerLedgers ledgers, TimeProvider clock, ILogger<LedgerWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Writes the rest, once the answers that were running have ended. What isn't written stays reserved.</summary>
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
            // The host stops; what is left is written by StopAsync.
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
        [LoggerMessage(LogLevel.Information, "Some callers' use of tokens isn't written down; for them more counts as used than was.")]
        public static partial void CutShort(ILogger logger);

        [LoggerMessage(LogLevel.Error, "Callers' use of tokens can't be written down by a fault of ours.")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
