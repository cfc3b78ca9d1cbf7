using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace IssueAi.IntegrationTests.Identity;

public sealed class BearerTokenTests(GuardedProduct fixture) : IClassFixture<GuardedProduct>
{
    private const string Issue = """{"issueId":"tokens/any","description":"Any."}""";

    private readonly IdentityProvider _provider = fixture.Provider;

    public static TheoryData<string> Algorithms =>
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_Valid_Token_Opens(string algorithm)
    {
        using var response = await PostAsync(_provider.Issue(credentials: new(_provider.Key, algorithm)));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "api/ai/refine")]
    [InlineData("POST", "api/ai/unknown-action")]
    [InlineData("GET", "api/ai/responses/00000000000000000000000000000000")]
    [InlineData("GET", "api/ai/responses/00000000000000000000000000000000?stream=true")]
    [InlineData("POST", "api/ai/responses/00000000000000000000000000000000/cancel")]
    [InlineData("POST", "api/ai/responses/00000000000000000000000000000000/feedback")]
    [InlineData("DELETE", "api/ai/responses/00000000000000000000000000000000")]
    [InlineData("GET", "api/issues/any/responses")]
    [InlineData("PUT", "api/issues/any")]
    [InlineData("DELETE", "api/issues/any")]
    public async Task Every_Endpoint_Asks_For_A_Token_Before_It_Reads_Anything_Else(string method, string path)
    {
        using var response = await fixture.SendAsync(new HttpMethod(method), path, token: null, json: method == "GET" ? null : "no JSON");

        await ProblemAssert.IsAsync(response, 401, "unauthorized");
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).ToString());
    }

    [Fact]
    public async Task Health_And_Wrong_Addresses_Need_None()
    {
        using var health = await fixture.SendAsync(HttpMethod.Get, "api/health", token: null);
        using var nothing = await fixture.SendAsync(HttpMethod.Get, "api/nothing", token: null);

        Assert.Equal(200, (int)health.StatusCode);
        await ProblemAssert.IsAsync(nothing, 404, "not_found");
    }

    [Fact]
    public async Task A_Token_That_Is_Not_Valid_Is_Refused_And_Not_Repeated()
    {
        var tokens = new Dictionary<string, string>
        {
            ["expired"] = _provider.Issue(validFor: TimeSpan.FromMinutes(-1)),
            ["wrong audience"] = _provider.Issue(audience: "api://another"),
            ["wrong issuer"] = _provider.Issue(issuer: "https://login.example.com"),
            ["unknown key"] = _provider.Issue(credentials: new(IdentityProvider.CreateKey(), SecurityAlgorithms.RsaSha256)),
            ["another key of the same name"] = _provider.Issue(
                credentials: new(new RsaSecurityKey(IdentityProvider.CreateKey().Rsa) { KeyId = _provider.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
            ["HMAC with the public key"] = _provider.Issue(
                credentials: new(new SymmetricSecurityKey(_provider.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = _provider.Key.KeyId }, SecurityAlgorithms.HmacSha256)),
            ["HMAC with the public key as PEM"] = _provider.Issue(
                credentials: new(new SymmetricSecurityKey(Encoding.ASCII.GetBytes(_provider.Key.Rsa.ExportSubjectPublicKeyInfoPem())), SecurityAlgorithms.HmacSha256)),
            ["none"] = Unsigned(_provider.Issue()),
            ["changed"] = Changed(_provider.Issue()),
            ["no token"] = "MARKED-NONSENSE",
            ["empty parts"] = "..",
        };

        foreach (var (name, token) in tokens)
        {
            using var response = await PostAsync(token);
            var body = await response.Content.ReadAsStringAsync();

            Assert.True((int)response.StatusCode == 401, $"{name}: {(int)response.StatusCode} {body}");
            await ProblemAssert.IsAsync(response, 401, "unauthorized");
            Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(response.Headers.WwwAuthenticate).ToString());
            Assert.DoesNotContain(token, body, StringComparison.Ordinal);
            Assert.DoesNotContain("IDX", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_Token_Without_A_Tenant_Is_Forbidden(string? tenant)
    {
        using var response = await PostAsync(_provider.Issue(tenant));

        await ProblemAssert.IsAsync(response, 403, "forbidden");
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer one, bearer two")]
    public async Task Another_Kind_Of_Credentials_Is_Refused(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/issues/any/responses");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await fixture.Product.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, 401, "unauthorized");
    }

    [Fact]
    public async Task A_Key_That_Was_Rolled_Over_Is_Found_And_The_Old_One_Forgotten()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var product = await GuardedProduct.StartAsync(provider);
        var before = provider.Issue();
        using var first = await PostAsync(product, before);
        provider.RollOver();

        using var second = await PostAsync(product, provider.Issue());
        using var old = await PostAsync(product, before);

        Assert.Equal([200, 200, 401], new[] { first, second, old }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task A_Key_That_Was_Rolled_Over_Is_Found_Soon_After_Somebody_Forged_Tokens()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var product = await GuardedProduct.StartAsync(provider);
        using var forged = await PostAsync(product, provider.Issue(credentials: new(IdentityProvider.CreateKey(), SecurityAlgorithms.RsaSha256)));
        provider.RollOver();
        var token = provider.Issue();

        Assert.Equal(401, (int)forged.StatusCode);
        await Poll.UntilAsync(() => PostAsync(product, token).GetAwaiter().GetResult().IsSuccessStatusCode);
    }

    [Fact]
    public async Task Tokens_With_Made_Up_Keys_Do_Not_Hammer_The_Issuer()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var product = await GuardedProduct.StartAsync(provider);
        var started = Stopwatch.GetTimestamp();
        var forged = Enumerable.Range(0, 8).Select(_ => provider.Issue(credentials: new(IdentityProvider.CreateKey(), SecurityAlgorithms.RsaSha256))).ToArray();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            using var response = await PostAsync(product, forged[number % forged.Length]);
            return (int)response.StatusCode;
        }));

        Assert.All(statuses, status => Assert.Equal(401, status));

        // One look at the start, one at the first forged token, then at most one every five seconds.
        Assert.InRange(provider.Looks, 1, 2 + (int)(Stopwatch.GetElapsedTime(started).TotalSeconds / 5));
    }

    [Fact]
    public async Task An_Issuer_That_Is_Down_Is_Not_The_Callers_Fault()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var product = await GuardedProduct.StartAsync(provider);
        provider.IsUp = false;

        using var down = await PostAsync(product, provider.Issue());
        using var nonsense = await PostAsync(product, "nonsense");
        using var none = await PostAsync(product, token: null);
        provider.IsUp = true;

        var problem = await ProblemAssert.IsAsync(down, 503, "identity_unavailable");
        Assert.True(down.Headers.Contains("Retry-After"));
        Assert.DoesNotContain(provider.Authority, problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([401, 401], new[] { nonsense, none }.Select(response => (int)response.StatusCode));
        await Poll.UntilAsync(() => PostAsync(product, provider.Issue()).GetAwaiter().GetResult().IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_Issuer_For_Many_Tenants_Names_Itself_With_A_Placeholder()
    {
        await using var provider = await IdentityProvider.StartAsync();
        provider.Issuer = "https://login.example.com/{tenantid}/v2.0";
        await using var product = await GuardedProduct.StartAsync(provider);

        using var right = await PostAsync(product, provider.Issue("tenant-a", issuer: "https://login.example.com/tenant-a/v2.0"));
        using var wrong = await PostAsync(product, provider.Issue("tenant-a", issuer: "https://login.example.com/tenant-b/v2.0"));
        using var literal = await PostAsync(product, provider.Issue("tenant-a", issuer: provider.Issuer));

        Assert.Equal([200, 401, 401], new[] { right, wrong, literal }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task Limits_Count_By_Subject_Wherever_A_Caller_Is()
    {
        await using var product = await GuardedProduct.StartAsync(_provider, ("RateLimit:Enabled", "true"), ("RateLimit:PermitLimit", "1"));

        using var first = await PostAsync(product, _provider.Issue(subject: "one"));
        using var again = await PostAsync(product, _provider.Issue(subject: "one"));
        using var another = await PostAsync(product, _provider.Issue(subject: "two"));
        using var elsewhere = await PostAsync(product, _provider.Issue("tenant-b", subject: "one"));

        Assert.Equal([200, 429, 200, 200], new[] { first, again, another, elsewhere }.Select(response => (int)response.StatusCode));
    }

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.Decode(parts[1]))!;
        claims["tid"] = JsonElement.Parse("\"tenant-b\"");
        return $"{parts[0]}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims))}.{parts[2]}";
    }

    private Task<HttpResponseMessage> PostAsync(string? token) => PostAsync(fixture.Product, token);

    private static Task<HttpResponseMessage> PostAsync(Product product, string? token) =>
        GuardedProduct.SendAsync(product, HttpMethod.Post, "api/ai/refine", token, Issue);
}
