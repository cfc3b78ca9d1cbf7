using System.Diagnostics;
using System.Net.Http.Headers;
using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race;
using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Model;
using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Parts;

/// <summary>The savings and costs of <c>Accept-Encoding</c> for a stored response, as a stream and as JSON.</summary>
internal static class CompressedReplays
{
    private const int WarmUps = 100;
    private const int Requests = 300;

    private static readonly IssuePost Post = IssuePost.Create("bench/replay");

    public static async Task<string> MeasureAsync(RaceTrack track, IReadOnlyList<string> codings, int rounds)
    {
        await track.Model.ScriptAsync(new ModelScript(0));
        await using var product = await ServerProcess.StartAsync(track.Contenders.Create(ContenderList.Full).Command!);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{product.Port}/") };
        using var first = await http.SendAsync(Generate());
        var path = $"api/ai/responses/{first.Headers.GetValues("X-Response-Id").Single()}";
        (string Name, Func<HttpRequestMessage> Request)[] kinds = [("Cached response, streamed", Generate), ("Stored response, JSON", () => new(HttpMethod.Get, path))];

        var table = new MarkdownTable(["A stored response of 200 tokens", "Coding", "Bytes", "CPU per request", "Time, p50"]);
        foreach (var (name, request) in kinds)
        {
            var of = codings.ToDictionary(coding => coding, _ => new Measured());
            foreach (var coding in codings) await RunAsync(http, request, coding, WarmUps, new Measured());
            for (var round = 0; round < rounds; round++)
            {
                foreach (var coding in codings)
                {
                    product.Meter.Start();
                    await RunAsync(http, request, coding, Requests, of[coding]);
                    of[coding].CpuMs.Add(product.Meter.CpuMs / Requests);
                }
            }

            var plain = of[codings[0]];
            foreach (var (coding, measured) in of)
            {
                table.Add(
                [
                    name, coding,
                    $"{measured.Bytes.ToString("N0", Numbers.Format)}, {Numbers.Ratio(measured.Bytes, plain.Bytes)}",
                    $"{Numbers.Ms(measured.CpuMs.Median)}, {Numbers.Ratio(measured.CpuMs.Median, plain.CpuMs.Median)}",
                    $"{Numbers.Ms(measured.TimeMs.Median)}, {Numbers.Ratio(measured.TimeMs.Median, plain.TimeMs.Median)}",
                ]);
            }
        }

        return table.ToString();
    }

    private static HttpRequestMessage Generate() => new(HttpMethod.Post, "api/ai/refine")
    {
        Content = new ByteArrayContent(Post.Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };

    private static async Task RunAsync(HttpClient http, Func<HttpRequestMessage> create, string coding, int requests, Measured measured)
    {
        for (var number = 0; number < requests; number++)
        {
            using var request = create();
            request.Headers.AcceptEncoding.ParseAdd(coding);
            var begun = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request);
            var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            measured.TimeMs.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            measured.Bytes = body.Length;
        }
    }

    private sealed class Measured
    {
        public double Bytes { get; set; }

        public Samples CpuMs { get; } = new();

        public Samples TimeMs { get; } = new();
    }
}
