using Azure.Core;
using Azure.Core.Pipeline;

namespace IssueAi.Tables;

/// <summary>Gives the tries of some operations another time limit than the client's.</summary>
internal sealed class TryTimePolicy : HttpPipelineSynchronousPolicy
{
    private const string Property = "IssueAi.TryTime";

    /// <summary>Sets the limit of the operations that are started in the scope; null leaves it as it is.</summary>
    public static IDisposable? BeginScope(TimeSpan? limit) =>
        limit is null ? null : HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = limit });

    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.TryGetProperty(Property, out var limit)) message.NetworkTimeout = (TimeSpan?)limit;
    }
}
