using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace IssueAi.Hosting;

/// <summary>
/// Lets the thread that receives a token from the model also write it to the clients. A token takes microseconds of work, and
/// each switch to another thread costs more. This is safe because the product never blocks a thread.
/// </summary>
public static class SocketScheduling
{
    // The runtime reads both variables when the first socket is created, and has no other setting for them.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string ThreadCount = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    // Tokens that arrive at the same moment wait for each other on one thread, so small machines need more than the
    // runtime's one thread per core.
    private const int ThreadsPerCore = 3;
    private const int EnoughThreads = 32;

    /// <summary>Turns it on for the process, unless the environment variables are already set. Call it before the first socket is created.</summary>
    public static void PreferInline()
    {
        Prefer(InlineCompletions, "1");
        Prefer(ThreadCount, ThreadsFor(Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Turns it on for the process's HTTP server.</summary>
    /// <param name="sockets">The server's socket options.</param>
    public static void PreferInline(SocketTransportOptions sockets)
    {
        ArgumentNullException.ThrowIfNull(sockets);
        sockets.UnsafePreferInlineScheduling = true;
    }

    /// <summary>
    /// Returns how many threads wait for sockets: an odd number. The runtime assigns sockets to threads in turn, a client's and a
    /// model's alternately, so with an even number half of the threads would get all of the models' sockets.
    /// </summary>
    internal static int ThreadsFor(int cores) => Math.Max(cores, Math.Min(cores * ThreadsPerCore, EnoughThreads)) | 1;

    private static void Prefer(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))) Environment.SetEnvironmentVariable(variable, value);
    }
}
