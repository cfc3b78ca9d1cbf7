using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>Something that stands between callers and the model.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="Request">The request that a client sends it.</param>
internal sealed record Contender(string Name, string Title, byte[] Request)
{
    /// <summary>Gets how it is started; null where it isn't ours to start.</summary>
    public ServerCommand? Command { get; init; }

    /// <summary>Gets the port of one that runs already.</summary>
    public int Port { get; init; }
}
