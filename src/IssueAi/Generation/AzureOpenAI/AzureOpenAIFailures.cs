using System.ClientModel;
using System.Net.Sockets;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Tells the SDK's ways of saying that a connection failed.</summary>
internal static class AzureOpenAIFailures
{
    public static bool IsConnectionFailure(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or ClientResultException or AggregateException or TaskCanceledException;
}
