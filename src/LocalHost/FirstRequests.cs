using System.Net.Http.Headers;

namespace IssueAi.LocalHost;

/// <summary>
/// Has the way of a request compiled before the first caller takes it: without this, the first stream's headers take
/// more than the 100 ms that callers are promised. Nothing is asked of the model, so it costs nothing.
/// </summary>
internal static class FirstRequests
{
    public static async Task SendAsync(Uri address, string? functionKey)
    {
        using var client = new HttpClient { BaseAddress = address };
        if (!string.IsNullOrEmpty(functionKey)) client.DefaultRequestHeaders.Add("x-functions-key", functionKey);
        using var nothing = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var refusal = await client.PostAsync("api/ai/refine", nothing);
        using var unknown = await client.GetAsync("api/ai/responses/00000000000000000000000000000000");
    }
}
