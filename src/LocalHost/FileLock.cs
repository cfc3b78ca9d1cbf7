namespace IssueAi.LocalHost;

/// <summary>A turn that only one process has at a time. It ends with the process, however that ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock; disposing the result releases it.</summary>
    /// <exception cref="InvalidOperationException">Others had it for five minutes.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var limit = new CancellationTokenSource(Limit);
        using var poll = new PeriodicTimer(PollInterval);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!limit.IsCancellationRequested)
            {
                // Another process holds the lock.
                await poll.WaitForNextTickAsync(CancellationToken.None);
            }
            catch (IOException exception)
            {
                throw new InvalidOperationException($"Another program has held {path} for {Limit.TotalMinutes} minutes.", exception);
            }
        }
    }
}
