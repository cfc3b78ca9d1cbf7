using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace IssueAi.LocalHost;

/// <summary>
/// Lets the thread that learns of arrived bytes carry them all the way: from the model's socket through the log to the
/// callers' sockets. A token is microseconds of work, and each hand-over to another thread costs more than that. Nothing
/// in the product blocks a thread, which is what makes this safe.
/// </summary>
internal static class SocketScheduling
{
    // The runtime reads it when the first socket is made, and has no other switch for it.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Turns it on for the whole process, unless its environment says otherwise. Before the first socket.</summary>
    public static void PreferInline()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(InlineCompletions))) Environment.SetEnvironmentVariable(InlineCompletions, "1");
    }

    /// <summary>Turns it on for a host's server.</summary>
    public static void PreferInline(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;
}
