namespace IssueAi.Bench.Processes;

/// <summary>Waits until processes have finished the work of a load, so that the next lap doesn't include it.</summary>
internal static class Quiet
{
    private const double BusyShare = 0.1;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public static async Task WaitAsync(params int[] processIds)
    {
        using var end = new CancellationTokenSource(Patience);
        while (!end.IsCancellationRequested)
        {
            var meters = processIds.Where(id => Directory.Exists($"/proc/{id}")).Select(id => new ProcessMeter(id)).ToList();
            foreach (var meter in meters) meter.Start();
            await Task.Delay(Look);
            if (meters.All(meter => meter.CpuMs < BusyShare * Look.TotalMilliseconds)) return;
        }
    }
}
