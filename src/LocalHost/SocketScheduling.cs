using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace IssueAi.LocalHost;

/// <summary>
/// Lets the thread that learns of arrived bytes carry them all the way: from the model's socket through the log to the
/// callers' sockets. A token is microseconds of work, and each hand-over to another thread costs more than that. Nothing
/// in the product blocks a thread, which is what makes this safe.
/// </summary>
internal static class SocketScheduling
{
    // The runtime reads both when the first socket is made, and has no other switch for them.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string ThreadCount = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    // Tokens that come at the same moment wait for each other on one thread, so on small machines there are more than the
    // runtime's one a core.
    private const int ThreadsPerCore = 3;
    private const int EnoughThreads = 32;

    /// <summary>Turns it on for the whole process, unless its environment says otherwise. Before the first socket.</summary>
    public static void PreferInline()
    {
        Prefer(InlineCompletions, "1");
        Prefer(ThreadCount, ThreadsFor(Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Tells how many threads wait for sockets. An odd number: sockets are dealt out to them in turn, a caller's and a model's
    /// and a caller's, so of an even number half would get all of the models'.
    /// </summary>
    internal static int ThreadsFor(int cores) => Math.Max(cores, Math.Min(cores * ThreadsPerCore, EnoughThreads)) | 1;

    /// <summary>Turns it on for a host's server.</summary>
    public static void PreferInline(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;

    private static void Prefer(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))) Environment.SetEnvironmentVariable(variable, value);
    }
}
