using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace IssueAi.IntegrationTests.Identity;

/// <summary>Counts the product's table operations and the bytes of their replies.</summary>
internal sealed class TableUse : HttpPipelineSynchronousPolicy
{
    private int _operations;
    private long _bytes;

    public TableServiceClient CreateClient(string connectionString)
    {
        var options = new TableClientOptions();
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return new TableServiceClient(connectionString, options);
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        Interlocked.Increment(ref _operations);
        Interlocked.Add(ref _bytes, message.Response.ContentStream is { CanSeek: true } content ? content.Length : message.Response.Headers.ContentLength ?? 0);
    }

    /// <summary>Returns the counts since the last call.</summary>
    public (int Operations, long Bytes) Take() => (Interlocked.Exchange(ref _operations, 0), Interlocked.Exchange(ref _bytes, 0));
}
