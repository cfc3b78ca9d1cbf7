using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using IssueAi.IntegrationTests.Hostile;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Redaction;

/// <summary>
/// No failure, at any log level, reveals a key or an issue's text: not in the process's output, not in responses, and not in rows
/// of other data.
/// </summary>
public sealed class RedactionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    // A provider's own level has precedence over every other filter.
    private static readonly (string Key, string Value) Everything = ("Logging__Console__LogLevel__Default", "Trace");

    private static readonly string[] Failures =
    [
        "", "rate-limited", "rate-limited retry-after=1ms times=1", "error status=500 retry-after=1ms", "error status=503", "unauthorized", "not-found", "prompt-filtered", "answer-filtered after=2", "async-filtered after=3 keep=1",
        "break-off", "break-off after=2", "close-early after=2", "stall", "stall after=2", "garbage after=1", "error-mid-stream after=1", "no-logprobs", "empty", "nonsense",
    ];

    private readonly StringBuilder _answers = new();
    private ModelSimulatorServer _model = null!;

    public async Task InitializeAsync() =>
        _model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task A_Service_At_Work_Tells_Nothing()
    {
        await using var product = await StartAsync(azurite.ConnectionString);

        foreach (var failure in Failures) await AskAsync(product, $"{Marks.Description} <!-- simulate: {failure} -->");
        _model.Script = _ => new Scenario { Chunks = [Marks.Answer + " ", "and more."] };
        var answer = await AskAsync(product, Marks.Description);
        await UseEverythingAsync(product, answer);

        AssertSilent(product);
        await AssertRowsAsync();
    }

    [Fact]
    public async Task Storage_That_Is_Down_Is_Not_Told_About()
    {
        await using var product = await StartAsync(
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Marks.AccountKey};TableEndpoint=http://127.0.0.1:1/devstoreaccount1;");

        await AskAsync(product, Marks.Description);
        await UseEverythingAsync(product, "0123456789abcdef0123456789abcdef");

        AssertSilent(product);
    }

    [Fact]
    public async Task A_Wrong_Account_Key_Is_Not_Told()
    {
        await using var product = await StartAsync(azurite.ConnectionString.Replace(AccountKeyOf(azurite.ConnectionString), Marks.AccountKey, StringComparison.Ordinal));

        await AskAsync(product, Marks.Description);
        await UseEverythingAsync(product, "0123456789abcdef0123456789abcdef");

        AssertSilent(product);
    }

    [Theory]
    [InlineData("AzureOpenAI__Endpoint", $"https://{Marks.EndpointHost}/")]
    [InlineData("AzureOpenAI__Endpoint", "http://127.0.0.1:1/")]
    public async Task A_Model_That_Can_Not_Be_Reached_Is_Not_Named_To_Callers(string setting, string endpoint)
    {
        await using var product = await StartAsync(azurite.ConnectionString, (setting, endpoint));

        var answer = await AskAsync(product, Marks.Description);
        await UseEverythingAsync(product, answer);

        AssertSilent(product);
        Marks.AssertNone([Marks.EndpointHost, "127.0.0.1"], "an answer", _answers.ToString());
    }

    [Fact]
    public async Task The_Sdks_Own_Events_Tell_Nothing()
    {
        using var events = new SdkEvents();
        await using var product = await Product.StartAsync(("Tables:ConnectionString", azurite.ConnectionString), ("AzureOpenAI:ApiKey", Marks.ModelKey), ("Cache:Enabled", "true"));

        foreach (var failure in (string[])["", "unauthorized", "error status=500 retry-after=1ms"])
        {
            using var response = await product.PostAsync($"{Marks.Description} {failure} <!-- simulate: {failure} -->");
            await response.Content.ReadAsStringAsync();
        }

        Assert.Contains("Azure-Core Request", events.ToString(), StringComparison.Ordinal);
        Assert.Contains("System.ClientModel Request", events.ToString(), StringComparison.Ordinal);
        Marks.AssertNone([.. Marks.Secrets, .. Marks.Texts, AccountKeyOf(azurite.ConnectionString)], "an event", events.ToString());
    }

    [Theory]
    [InlineData("OpenAI", "v1")]
    [InlineData("Anthropic", "")]
    public async Task Other_Providers_Keys_Are_Not_Told(string provider, string path)
    {
        await using var product = await StartAsync(
            azurite.ConnectionString,
            ("Ai__Provider", provider),
            ($"{provider}__Endpoint", new Uri(_model.Endpoint, path).ToString()),
            ($"{provider}__Model", "m"),
            ($"{provider}__ApiKey", Marks.ModelKey));

        foreach (var failure in (string[])["", "error status=500 retry-after=1ms", "unauthorized", "break-off after=2", "garbage", "prompt-filtered"])
            await AskAsync(product, $"{Marks.Description} <!-- simulate: {failure} -->");

        AssertSilent(product);
    }

    [Theory]
    [InlineData("Tables__ConnectionString", $"AccountName;AccountKey={Marks.AccountKey}")]
    [InlineData("Tables__ConnectionString", $"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=!{Marks.AccountKey};EndpointSuffix=core.windows.net")]
    [InlineData("Tables__ConnectionString", Marks.AccountKey)]
    [InlineData("Tables__ServiceUri", $"http://a.example/?sig={Marks.FunctionKey}")]
    [InlineData("AzureOpenAI__ApiKey", $"{Marks.ModelKey} and more")]
    [InlineData("AzureOpenAI__Endpoint", $"http://me:{Marks.ModelKey}@example.com")]
    [InlineData("AzureOpenAI__Endpoint", $"https://[{Marks.ModelKey}")]
    public async Task A_Wrong_Setting_Is_Named_Without_Its_Secret(string setting, string value)
    {
        await using var run = LocalHostRun.Start([("AzureOpenAI__Endpoint", "https://example.com"), ("AzureOpenAI__Deployment", "d"), (setting, value), Everything]);

        Assert.Equal(1, await run.WaitForExitAsync());

        Assert.Contains(setting, run.Errors, StringComparison.Ordinal);
        Marks.AssertNone(Marks.Secrets, "the output", run.Output + run.Errors);
    }

    /// <summary>Control and direction marks could forge or hide lines in a log viewer.</summary>
    [Fact]
    public async Task What_Callers_Send_Leaves_The_Log_In_Its_Lines()
    {
        await using var product = await StartAsync("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;");

        foreach (var request in HostileBodies.All().Concat(HostileTargets.All())) await RawAnswer.GetAsync(product.Client.BaseAddress!, request.Bytes);

        var odd = product.Output.ToString().Split('\n').Where(line => line.Any(IsOdd)).Select(line => string.Concat(line.Select(character => IsOdd(character) ? $"<{(int)character:x4}>" : $"{character}")));
        Assert.Empty(odd);

        static bool IsOdd(char character) => char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
    }

    private Task<ProductProcess> StartAsync(string tables, params (string Key, string Value)[] settings) => ProductProcess.StartAsync(
        tables,
        _model,
        [
            ("AzureOpenAI__ApiKey", Marks.ModelKey), ("LocalHost__FunctionKey", Marks.FunctionKey), Everything,
            ("Generation__FirstTokenTimeout", "00:00:01"), ("Generation__IdleTimeout", "00:00:01"),
            .. settings,
        ]);

    /// <summary>Requests a response and returns its id.</summary>
    private async Task<string> AskAsync(ProductProcess product, string description)
    {
        var issue = new { issueId = "marked", title = Marks.Title, description, labels = new[] { Marks.Label }, instructions = Marks.Instructions };
        using var response = await SendAsync(product, HttpMethod.Post, $"api/ai/refine?code={Marks.FunctionKey}", JsonSerializer.Serialize(issue));
        return response.ResponseId();
    }

    private async Task UseEverythingAsync(ProductProcess product, string responseId)
    {
        (HttpMethod Method, string Path, string? Body)[] requests =
        [
            (HttpMethod.Get, $"api/ai/responses/{responseId}", null),
            (HttpMethod.Get, $"api/ai/responses/{responseId}?stream=true", null),
            (HttpMethod.Post, $"api/ai/responses/{responseId}/cancel", null),
            (HttpMethod.Post, $"api/ai/responses/{responseId}/feedback", """{"rating":"up"}"""),
            (HttpMethod.Get, "api/issues/marked/responses?include=text", null),
            (HttpMethod.Put, "api/issues/marked", $$"""{"title":"{{Marks.Title}}","description":"{{Marks.Description}}"}"""),
            (HttpMethod.Post, "api/ai/refine", $$"""{"issueId":"marked","regenerate":true,"instructions":"{{Marks.Instructions}}"}"""),
            (HttpMethod.Post, "api/ai/refine", $$"""{"issueId":"marked","title":"{{Marks.Title}}\u0000","description":["{{Marks.Description}}"]}"""),
            (HttpMethod.Post, "api/ai/refine", $$"""{"issueId":"marked","title":"{{Marks.Title}}","{{Marks.Description}}"""),
            (HttpMethod.Get, $"api/nothing?code={Marks.FunctionKey}", null),
            (HttpMethod.Get, $"api/health?code={Marks.FunctionKey}", null),
            (HttpMethod.Delete, "api/ai/responses/0123456789abcdef0123456789abcdef", null),
        ];
        foreach (var (method, path, body) in requests)
        {
            using var response = await SendAsync(product, method, path, body);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ProductProcess product, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", Marks.FunctionKey);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Marks.BearerToken);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await product.Client.SendAsync(request);
        _answers.Append(response).Append(await response.Content.ReadAsStringAsync()).Append('\n');
        return response;
    }

    private void AssertSilent(ProductProcess product)
    {
        var output = product.Output.ToString();
        Assert.Contains("dbug: ", output, StringComparison.Ordinal);
        Marks.AssertNone([.. Marks.Secrets, .. Marks.Texts, AccountKeyOf(azurite.ConnectionString)], "the output", output);
        Marks.AssertNone([.. Marks.Secrets, AccountKeyOf(azurite.ConnectionString)], "an answer", _answers.ToString());
    }

    // Text belongs in the stored issue and in the response's events.
    private async Task AssertRowsAsync()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        await foreach (var table in service.QueryAsync())
        {
            var marks = table.Name is "Issues" or "Responses" ? Marks.Secrets : [.. Marks.Secrets, .. Marks.Texts];
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                foreach (var (name, value) in row)
                    Marks.AssertNone(marks, $"{table.Name}.{name}", value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{value}");
            }
        }
    }

    private static string AccountKeyOf(string connection) =>
        connection.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
}
