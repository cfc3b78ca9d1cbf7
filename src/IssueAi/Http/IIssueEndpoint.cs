using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>/api/issues/{issueId}</c>: reads, stores and erases issues, and lists their responses.</summary>
public interface IIssueEndpoint
{
    /// <summary>Gives the stored issue.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> GetAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken);

    /// <summary>Stores an issue; replaces the stored one.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> PutAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken);

    /// <summary>Erases an issue and all its responses.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> DeleteAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken);

    /// <summary>Lists an issue's responses, newest first.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> ListAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken);
}
