using System.Diagnostics;
using System.Net.Http.Headers;

namespace IssueAi.Bench.Load;

/// <summary>A client that records the arrival time of each frame.</summary>
internal sealed class StreamClient(Uri address) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Without the drain time-out, leaving a stream closes its connection at once.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero, UseProxy = false })
    {
        BaseAddress = address, Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Posts an issue and waits for the stream's headers.</summary>
    public Task<OpenStream> PostAsync(IssuePost post, string query = "") => OpenAsync(new HttpRequestMessage(HttpMethod.Post, $"api/ai/refine{query}")
    {
        Content = new ByteArrayContent(post.Json) { Headers = { ContentType = Json } },
    });

    /// <summary>Posts an issue and reads the whole stream.</summary>
    public async Task<OpenStream> StreamAsync(IssuePost post)
    {
        using var stream = await PostAsync(post);
        await stream.ReadToEndAsync();
        return stream;
    }

    /// <summary>Resumes a stream and waits for its headers.</summary>
    public Task<OpenStream> ResumeAsync(string responseId, int after) =>
        OpenAsync(new HttpRequestMessage(HttpMethod.Get, $"api/ai/responses/{responseId}?stream=true&starting_after={after}"));

    public async Task GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    public async Task CancelAsync(string responseId)
    {
        using var response = await _http.PostAsync(new Uri($"api/ai/responses/{responseId}/cancel", UriKind.Relative), content: null);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task<OpenStream> OpenAsync(HttpRequestMessage request)
    {
        using (request)
        {
            var sentAt = Stopwatch.GetTimestamp();
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            return new OpenStream(response, await response.Content.ReadAsStreamAsync(), sentAt);
        }
    }
}
