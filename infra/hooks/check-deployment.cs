#:property PublishAot=false

// Two steps of the postdeploy hook: `health` waits until the API is healthy, `answer` streams one response. azd reports success
// even if the host didn't start or the role assignments aren't effective yet; this script doesn't.
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

const string Issue = "azd-postdeploy";

var api = Required("AZURE_API_URI").TrimEnd('/');
var limit = Seconds("POSTDEPLOY_TIMEOUT_SECONDS", 600);
var interval = Seconds("POSTDEPLOY_INTERVAL_SECONDS", 10);
using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(240) };
var elapsed = Stopwatch.StartNew();

return args switch
{
    ["health"] => await RetryAsync("The API isn't healthy", CheckHealthAsync),
    ["answer"] => await RetryAsync("No answer could be streamed", StreamAnswerAsync),
    _ => Fail("Pass `health` or `answer`."),
};

// A step returns null on success, else the failure.
async Task<int> RetryAsync(string failure, Func<Task<string?>> step)
{
    string? problem, said = null;
    while ((problem = await TryAsync(step)) is not null && elapsed.Elapsed < limit)
    {
        if (problem != said) Console.WriteLine($"{said = problem}; retrying every {interval.TotalSeconds:0.#} s.");
        await Task.Delay(interval);
    }

    return problem is null ? 0 : Fail($"{failure} after {elapsed.Elapsed.TotalSeconds:0} s: {problem}");
}

static async Task<string?> TryAsync(Func<Task<string?>> step)
{
    try
    {
        return await step();
    }
    catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException or JsonException)
    {
        return exception.Message;
    }
}

async Task<string?> CheckHealthAsync()
{
    using var response = await client.GetAsync($"{api}/api/health");
    if (!response.IsSuccessStatusCode) return $"/api/health answers {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";

    Console.WriteLine($"{api}/api/health is healthy after {elapsed.Elapsed.TotalSeconds:0} s.");
    return null;
}

async Task<string?> StreamAnswerAsync()
{
    var start = elapsed.Elapsed;
    using var request = new HttpRequestMessage(HttpMethod.Post, $"{api}/api/ai/refine")
    {
        Content = JsonContent.Create(new { issueId = Issue, title = "Checkout fails", description = "Paying with a saved card ends with an error." }),
    };
    request.Headers.Add("x-functions-key", Required("FUNCTION_KEY"));
    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    if (!response.IsSuccessStatusCode) return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";

    using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
    var (pieces, first) = (0, TimeSpan.Zero);
    while (await lines.ReadLineAsync() is { } line)
    {
        if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;

        using var frame = JsonDocument.Parse(line["data: ".Length..]);
        switch (frame.RootElement.GetProperty("type").GetString())
        {
            case "text" when pieces++ == 0:
                first = elapsed.Elapsed - start;
                break;
            case "error":
                return $"the stream ends with `{frame.RootElement.GetProperty("code").GetString()}`: {frame.RootElement.GetProperty("message").GetString()}";
            case "metadata" when pieces > 0:
                Console.WriteLine($"An answer was streamed: {pieces} text events, the first after {first.TotalMilliseconds:0} ms.");
                return await EraseAsync();
        }
    }

    return "the stream was cut off";
}

// Erases the response, so that the next deployment calls the model again and no history contains this issue.
async Task<string?> EraseAsync()
{
    using var request = new HttpRequestMessage(HttpMethod.Delete, $"{api}/api/issues/{Issue}");
    request.Headers.Add("x-functions-key", Required("FUNCTION_KEY"));
    using var response = await client.SendAsync(request);
    return response.IsSuccessStatusCode ? null : $"the test issue can't be erased: {(int)response.StatusCode}";
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}

static string Required(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
    ? value
    : throw new InvalidOperationException($"{name} is not set: run azd provision first.");

static TimeSpan Seconds(string name, double otherwise) =>
    TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise);
