namespace IssueAi.Generation.Upstream;

/// <summary>
/// Turns an answer that isn't a success into a <see cref="ModelException"/>. It stands below the SDKs because Anthropic's
/// exceptions don't carry the headers, and both SDKs' messages quote the provider's text.
/// </summary>
internal sealed class FailedResponseHandler(TimeProvider clock) : DelegatingHandler
{
    private const int LongestBody = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;

        using (response)
        {
            var error = await ReadErrorAsync(response.Content, cancellationToken);
            throw UpstreamStatus.ToException((int)response.StatusCode, error, RetryAfter.Read(response.Headers, clock));
        }
    }

    private static async Task<UpstreamError> ReadErrorAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await content.LoadIntoBufferAsync(LongestBody, cancellationToken);
            return UpstreamError.Read(await content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The status alone says enough.
            return UpstreamError.None;
        }
    }
}
