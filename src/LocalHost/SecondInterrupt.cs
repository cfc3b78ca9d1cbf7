using System.Runtime.InteropServices;

namespace IssueAi.LocalHost;

/// <summary>
/// Ends the process at once when Ctrl+C is pressed again: after the first time, running responses have time to end.
/// </summary>
internal sealed class SecondInterrupt : IDisposable
{
    private const int Interrupted = 130;

    private readonly PosixSignalRegistration _registration;
    private int _count;

    public SecondInterrupt() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);

    public void Dispose() => _registration.Dispose();

    private void OnInterrupt(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _count) > 1) Environment.Exit(Interrupted);
    }
}
