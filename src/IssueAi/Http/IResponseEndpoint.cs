using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>/api/ai/responses/{responseId}</c>: reads, resumes, cancels, rates and erases a response.</summary>
public interface IResponseEndpoint
{
    /// <summary>Gives a stored response as JSON, or with <c>?stream=true</c> its stream after an event.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="responseId">The response's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> GetAsync(HttpRequest request, string responseId, CancellationToken cancellationToken);

    /// <summary>Stops a running response, and gives it as JSON. One that has ended is left as it is.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="responseId">The response's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> CancelAsync(HttpRequest request, string responseId, CancellationToken cancellationToken);

    /// <summary>Remembers whether a user liked a response.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="responseId">The response's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> RateAsync(HttpRequest request, string responseId, CancellationToken cancellationToken);

    /// <summary>Erases a response, from history and cache too.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="responseId">The response's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> DeleteAsync(HttpRequest request, string responseId, CancellationToken cancellationToken);
}
