using IssueAi.Resilience;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tables;

/// <summary>Gives operations on tables their turn, so that few enough run at once.</summary>
internal sealed partial class OperationLanes(TimeProvider clock, ILogger logger)
{
    /// <summary>How long an operation waits for its turn at most.</summary>
    public static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(1);

    /// <summary>How many operations of a lane may always run at once.</summary>
    public const int Places = 64;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(2);

    private readonly Bulkhead _awaited = new(Places, TurnTime, Period, clock);
    private readonly Bulkhead _recording = new(Places, TurnTime, Period, clock);
    private readonly OutageReport _congestion = new(QuietTime, clock);

    /// <summary>Waits for an operation's turn, which ends when it is disposed.</summary>
    /// <exception cref="StorageUnavailableException">The turn didn't come in time.</exception>
    public async Task<Turn> EnterAsync(OperationLane lane, CancellationToken cancellationToken)
    {
        var places = lane == OperationLane.Recording ? _recording : _awaited;
        var arrival = clock.GetTimestamp();
        try
        {
            await places.EnterAsync(isUrgent: lane == OperationLane.Urgent, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            if (_congestion.TryBegin(hasOpened: true)) Log.StorageCongested(logger, TurnTime.TotalSeconds);
            throw new StorageUnavailableException("An operation on table storage didn't get its turn in time.", exception) { IsUnsent = true };
        }

        _ = _congestion.TryEnd();
        var waited = clock.GetElapsedTime(arrival);
        return new Turn(places, waited < TurnTime ? waited : TurnTime);
    }

    /// <summary>An operation's turn.</summary>
    /// <param name="Places">The places of its lane.</param>
    /// <param name="Waited">How long it waited, at most <see cref="TurnTime"/>.</param>
    public readonly record struct Turn(Bulkhead Places, TimeSpan Waited) : IDisposable
    {
        public void Dispose() => Places.Leave();
    }

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Warning, "Table storage is too slow for the load of this instance: operations waited {Seconds} s for their turn and weren't sent.")]
        public static partial void StorageCongested(ILogger logger, double seconds);
    }
}
