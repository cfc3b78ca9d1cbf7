using System.Net.Http.Headers;

namespace IssueAi.LocalHost;

/// <summary>
/// Sends two requests that are refused, so that the server's code is compiled before the first client needs it. The code of a response
/// is compiled by <c>WarmUp</c> meanwhile.
/// </summary>
internal static class FirstRequests
{
    public static async Task SendAsync(Uri address, string? functionKey)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        if (!string.IsNullOrEmpty(functionKey)) client.DefaultRequestHeaders.Add("x-functions-key", functionKey);
        using var nothing = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var refusal = await client.PostAsync("api/ai/refine", nothing);
            using var unknown = await client.GetAsync("api/ai/responses/00000000000000000000000000000000");
        }
        catch (HttpRequestException)
        {
            // The first client's request is slower then, and nothing else: over https, the certificate may not be trusted here, for example.
        }
    }
}
