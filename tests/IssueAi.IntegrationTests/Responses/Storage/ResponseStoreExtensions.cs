namespace IssueAi.Responses.Storage;

internal static class ResponseStoreExtensions
{
    /// <summary>Begins the log of a response, as its recording does.</summary>
    public static async Task<StoredLogWriter> BeginAsync(this ResponseStore responses, ResponseSummary summary, CancellationToken cancellationToken)
    {
        var writer = responses.CreateWriter(summary);
        await writer.BeginAsync(summary, cancellationToken);
        return writer;
    }
}
