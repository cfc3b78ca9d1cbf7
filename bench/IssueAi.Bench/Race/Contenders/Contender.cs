using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>A server between the clients and the model.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="Request">The request that a client sends to it.</param>
internal sealed record Contender(string Name, string Title, byte[] Request)
{
    /// <summary>Gets the command that starts it; null if it is already running.</summary>
    public ServerCommand? Command { get; init; }

    /// <summary>Gets the port of a running server.</summary>
    public int Port { get; init; }
}
