using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IssueAi.IntegrationTests.Identity;

/// <summary>The parts of an OpenID Connect provider that a service uses: its discovery document and its keys.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Audience = "api://issue-ai";

    private readonly WebApplication _web;
    private int _looks;

    private IdentityProvider(WebApplication web) => _web = web;

    public string Authority => _web.Urls.Single();

    /// <summary>Gets how often the discovery document was read.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Gets the key that signs the tokens.</summary>
    public RsaSecurityKey Key { get; private set; } = CreateKey();

    /// <summary>Gets or sets the issuer in the discovery document; null for the authority.</summary>
    public string? Issuer { get; set; }

    /// <summary>Gets or sets a value indicating whether the provider serves.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether the provider answers with a page, as one behind a faulty gateway does.</summary>
    public bool AnswersWithPages { get; set; }

    /// <summary>Gets or sets the task that delays the discovery document; null for no delay.</summary>
    public Func<Task>? Gate { get; set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new IdentityProvider(builder.Build());
        provider._web.MapGet("/.well-known/openid-configuration", provider.DescribeAsync);
        provider._web.MapGet("/keys", provider.Publish);
        await provider._web.StartAsync();
        return provider;
    }

    /// <summary>Replaces the key with a new one, as providers do every few weeks.</summary>
    public void RollOver() => Key = CreateKey();

    /// <summary>Issues a token that is valid for the service, except for a test's changes.</summary>
    public string Issue(
        string? tenant = "tenant-a",
        string subject = "user-1",
        string? issuer = null,
        string audience = Audience,
        TimeSpan? validFor = null,
        SigningCredentials? credentials = null,
        string? type = null,
        params (string Name, object Value)[] further)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = subject };
        if (tenant is not null) claims["tid"] = tenant;
        foreach (var (name, value) in further) claims[name] = value;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            Audience = audience,
            Claims = claims,
            TokenType = type,
            NotBefore = now.AddHours(-1),
            Expires = now + (validFor ?? TimeSpan.FromMinutes(5)),
            SigningCredentials = credentials ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>Creates a key that the provider doesn't publish.</summary>
    public static RsaSecurityKey CreateKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task<IResult> DescribeAsync()
    {
        Interlocked.Increment(ref _looks);
        if (Gate is { } gate) await gate();
        if (AnswersWithPages) return Results.Content("<html>Sign in</html>", "text/html");
        return IsUp ? Results.Json(new { issuer = Issuer ?? Authority, jwks_uri = $"{Authority}/keys" }) : Results.StatusCode(503);
    }

    private IResult Publish()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.Rsa.ExportParameters(includePrivateParameters: false)));
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = Key.KeyId, n = key.N, e = key.E } } });
    }
}
