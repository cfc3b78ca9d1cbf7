using System.Collections.Concurrent;
using Azure.Core;

namespace IssueAi.IntegrationTests;

/// <summary>Gives tokens as Entra does, to anybody.</summary>
internal sealed class FakeCredential : TokenCredential
{
    public const string Token = "MARKED-ENTRA-TOKEN";

    /// <summary>Gets what tokens were asked for.</summary>
    public ConcurrentQueue<string> Scopes { get; } = new();

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        foreach (var scope in requestContext.Scopes) Scopes.Enqueue(scope);
        return new AccessToken(Token, DateTimeOffset.UtcNow.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
