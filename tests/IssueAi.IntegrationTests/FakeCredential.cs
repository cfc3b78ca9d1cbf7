using System.Collections.Concurrent;
using Azure.Core;

namespace IssueAi.IntegrationTests;

/// <summary>Issues tokens like Entra, without authentication.</summary>
internal sealed class FakeCredential : TokenCredential
{
    public const string Token = "MARKED-ENTRA-TOKEN";

    /// <summary>Gets the requested scopes.</summary>
    public ConcurrentQueue<string> Scopes { get; } = new();

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        foreach (var scope in requestContext.Scopes) Scopes.Enqueue(scope);
        return new AccessToken(Token, DateTimeOffset.UtcNow.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
