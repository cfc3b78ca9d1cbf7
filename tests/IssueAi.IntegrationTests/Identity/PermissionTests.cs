namespace IssueAi.IntegrationTests.Identity;

public sealed class PermissionTests : IAsyncLifetime
{
    private const string Scope = "Answers.Use";
    private const string Role = "Answers.All";
    private const string Issue = """{"issueId":"permissions/any","description":"Any."}""";

    private IdentityProvider _provider = null!;
    private Product _product = null!;

    public static TheoryData<string, object?, object?, int> Tokens => new()
    {
        { "scp", Scope, new[] { Role }, 200 },
        { "scp", $"Other.Use {Scope}", new[] { "Other", Role }, 200 },
        { "scope", Scope, Role, 200 },
        { "scp", $"{Scope}.More", new[] { Role }, 403 },
        { "scp", "answers.use", new[] { Role }, 403 },
        { "scp", Scope, null, 403 },
        { "scp", Scope, new[] { Scope }, 403 },
        { "scp", null, new[] { Role }, 403 },
        { "scp", null, null, 403 },
        { "scp", 42, new[] { Role }, 403 },
    };

    public static TheoryData<string, string, int> Kinds => new()
    {
        { "JWT", "", 200 },
        { "at+jwt", "", 200 },
        { "application/at+JWT", "", 200 },
        { "JWT", "typ=Bearer", 200 },
        { "logout+jwt", "", 403 },
        { "id_token+jwt", "", 403 },
        { "JWT", "typ=ID", 403 },
        { "JWT", "typ=Refresh", 403 },
        { "JWT", "at_hash=x", 403 },
        { "JWT", "c_hash=x", 403 },
    };

    public async Task InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        _product = await GuardedProduct.StartAsync(_provider, ("Auth:RequiredScope", Scope), ("Auth:RequiredRole", Role));
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_Token_Needs_The_Scope_And_The_Role_That_Are_Set(string claim, object? scope, object? roles, int status)
    {
        (string, object)[] claims = [.. scope is null ? [] : new[] { (claim, scope) }, .. roles is null ? [] : new[] { ("roles", roles) }];

        using var response = await GuardedProduct.SendAsync(_product, HttpMethod.Post, "api/ai/refine", _provider.Issue(further: claims), Issue);

        if (status == 200) Assert.Equal(200, (int)response.StatusCode);
        else await ProblemAssert.IsAsync(response, 403, "forbidden");
    }

    // An ID token may contain roles, and some issuers add scopes.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_Token_That_Is_No_Access_Token_Does_Not_Pass_Where_One_Is_Asked_For(string type, string claim, int status)
    {
        (string, object)[] claims = [("scp", Scope), ("roles", new[] { Role }), .. claim.Split('=') is [var name, var value] ? new[] { (name, (object)value) } : []];

        using var response = await GuardedProduct.SendAsync(_product, HttpMethod.Post, "api/ai/refine", _provider.Issue(type: type, further: claims), Issue);

        if (status == 200) Assert.Equal(200, (int)response.StatusCode);
        else await ProblemAssert.IsAsync(response, 403, "forbidden");
    }
}
