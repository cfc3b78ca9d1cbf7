using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace IssueAi.Quality;

/// <summary>Sends requests to the product like any client.</summary>
internal sealed class AnswerClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public async Task<AnswerSample> AskAsync(SampleIssue issue, string action, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/ai/{action}")
        {
            Content = JsonContent.Create(new { issueId = $"quality/{issue.Name}", title = issue.Title, description = issue.Description, labels = issue.Labels }),
        };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode) return Refused(issue, action, await response.Content.ReadAsStringAsync(cancellationToken));

        var prose = new StringBuilder();
        var sample = new AnswerSample { Issue = issue.Name, Action = action, Prose = string.Empty, WholeMs = 0 };
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body, (_, data) => JsonElement.Parse(data)).EnumerateAsync(cancellationToken))
        {
            var frame = item.Data;
            switch (frame.GetProperty("type").GetString())
            {
                case "text":
                    prose.Append(frame.GetProperty("content").GetString());
                    sample = sample with { FirstTextMs = sample.FirstTextMs ?? Stopwatch.GetElapsedTime(begun).TotalMilliseconds };
                    break;
                case "result":
                    sample = sample with { Result = frame.GetProperty("value") };
                    break;
                case "confidence":
                    sample = sample with { Confidence = frame.GetProperty("value").GetDouble(), Level = frame.GetProperty("level").GetString() };
                    break;
                case "metadata":
                    sample = sample with { Metadata = frame.GetProperty("value") };
                    break;
                case "error":
                    sample = sample with { Error = frame.GetProperty("code").GetString() };
                    break;
            }
        }

        return sample with { Prose = prose.ToString(), WholeMs = Stopwatch.GetElapsedTime(begun).TotalMilliseconds };
    }

    public void Dispose() => _http.Dispose();

    private static AnswerSample Refused(SampleIssue issue, string action, string problem) => new()
    {
        Issue = issue.Name, Action = action, Prose = string.Empty, WholeMs = 0, Error = JsonElement.Parse(problem).GetProperty("code").GetString(),
    };
}
