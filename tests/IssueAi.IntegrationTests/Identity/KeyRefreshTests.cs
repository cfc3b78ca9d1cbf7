using System.Diagnostics;
using Microsoft.IdentityModel.Tokens;

namespace IssueAi.IntegrationTests.Identity;

/// <summary>Valid tokens wait neither for a slow issuer nor for tokens with unknown keys.</summary>
public sealed class KeyRefreshTests : IAsyncLifetime
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _issuerIsSlow = new();
    private readonly RsaSecurityKey _unknown = IdentityProvider.CreateKey();
    private IdentityProvider _provider = null!;
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        _product = await GuardedProduct.StartAsync(_provider);
        using var first = await SendAsync(_provider.Issue());
        Assert.Equal(200, (int)first.StatusCode);
    }

    public async Task DisposeAsync()
    {
        _issuerIsSlow.TrySetResult();
        await _product.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_Valid_Token_Does_Not_Wait_While_A_Forged_One_Has_The_Keys_Looked_Up()
    {
        _provider.Gate = () => _issuerIsSlow.Task;
        var forged = SendAsync(Forge());
        await Poll.UntilAsync(() => _provider.Looks == 2);
        var started = Stopwatch.GetTimestamp();

        for (var request = 0; request < 20; request++)
        {
            using var valid = await SendAsync(_provider.Issue()).WaitAsync(AtOnce);
            Assert.Equal(200, (int)valid.StatusCode);
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < AtOnce);
        using var refused = await forged;
        Assert.Equal(401, (int)refused.StatusCode);
    }

    [Fact]
    public async Task Forged_Tokens_Share_One_Look_At_The_Keys_And_Few_Wait_For_It()
    {
        _provider.Gate = () => _issuerIsSlow.Task;
        var tokens = Enumerable.Range(0, 100).Select(_ => Forge()).ToList();
        var started = Stopwatch.GetTimestamp();

        var statuses = await Task.WhenAll(tokens.Select(async token =>
        {
            using var response = await SendAsync(token);
            return (int)response.StatusCode;
        })).WaitAsync(Limits.Test);

        // One look before the test, one at the first token, then at most one every five seconds.
        Assert.All(statuses, status => Assert.Equal(401, status));
        Assert.InRange(_provider.Looks, 2, 2 + (int)(Stopwatch.GetElapsedTime(started).TotalSeconds / 5));
    }

    [Fact]
    public async Task A_Token_With_A_New_Key_Waits_For_The_Look_That_Finds_It()
    {
        _provider.Gate = () => _issuerIsSlow.Task;
        _provider.RollOver();
        var waiting = SendAsync(_provider.Issue());
        await Poll.UntilAsync(() => _provider.Looks == 2);

        _issuerIsSlow.SetResult();
        using var response = await waiting;

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_The_Issuer_Is_Down_Known_Keys_Are_Good_And_Unknown_Ones_Are_Refused(bool answersWithPages)
    {
        (_provider.IsUp, _provider.AnswersWithPages) = (false, answersWithPages);

        using var forged = await SendAsync(Forge());
        using var valid = await SendAsync(_provider.Issue());

        Assert.Equal([401, 200], new[] { forged, valid }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task Without_Any_Keys_Yet_The_Identity_Is_Unavailable()
    {
        _provider.AnswersWithPages = true;
        await using var fresh = await GuardedProduct.StartAsync(_provider);

        using var response = await GuardedProduct.SendAsync(fresh, HttpMethod.Post, "api/ai/refine", _provider.Issue(), """{"issueId":"keys/any","description":"Any."}""");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Contains("identity_unavailable", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private string Forge() => _provider.Issue(credentials: new(_unknown, SecurityAlgorithms.RsaSha256));

    private Task<HttpResponseMessage> SendAsync(string token) =>
        GuardedProduct.SendAsync(_product, HttpMethod.Post, "api/ai/refine", token, """{"issueId":"keys/any","description":"Any."}""");
}
