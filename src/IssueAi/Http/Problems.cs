using System.Diagnostics;
using IssueAi.Actions.Catalog;
using IssueAi.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IssueAi.Http;

/// <summary>All refusals before the first byte, as <c>application/problem+json</c> with a code.</summary>
internal static class Problems
{
    public static IResult InvalidRequest(IDictionary<string, string[]> errors) => Create(
        StatusCodes.Status400BadRequest, "invalid_request", "The request is invalid.", "See 'errors' for each property at fault.", errors);

    public static IResult InvalidRequest(string property, string error) =>
        InvalidRequest(new Dictionary<string, string[]> { [property] = [error] });

    public static IResult NotFound(string detail) =>
        Create(StatusCodes.Status404NotFound, "not_found", "Not found.", detail);

    /// <summary>Refuses an unknown action, and names the known ones.</summary>
    public static IResult ActionUnknown(ActionCatalog actions) => NotFound($"There is no such action. There are: {string.Join(", ", actions.Names.Order())}.");

    public static IResult HistoryOff() => NotFound("This service keeps no history.");

    public static IResult IssueUnknown() => Create(
        StatusCodes.Status404NotFound,
        "issue_unknown",
        "The issue is unknown.",
        "The issue isn't stored. Send its 'description' (and its 'title' and 'labels', if it has them) along with 'issueId'.");

    public static IResult ResponseUnknown() => Create(
        StatusCodes.Status404NotFound, "response_unknown", "The response is unknown.", "No response has this id: it doesn't exist, has expired or was erased.");

    public static IResult Conflict(string detail) =>
        Create(StatusCodes.Status409Conflict, "conflict", "The request conflicts with the current state.", detail);

    public static IResult StorageUnavailable() => Create(
        StatusCodes.Status503ServiceUnavailable,
        "storage_unavailable",
        "Storage is temporarily unavailable.",
        "Try again shortly. Requests with a description are still streamed.");

    public static IResult ShuttingDown(HttpContext context)
    {
        // A kept-alive connection would lead the client to this instance again.
        context.Response.Headers.Connection = "close";
        context.Response.Headers.RetryAfter = "1";
        return Create(
            StatusCodes.Status503ServiceUnavailable, "shutting_down", "This instance is shutting down.", "Send the request again: another instance answers it.");
    }

    public static IResult PayloadTooLarge(int limit) => Create(
        StatusCodes.Status413PayloadTooLarge, "payload_too_large", "The request is too large.", $"A request's body may have at most {limit} bytes.");

    public static IResult UnsupportedMediaType(string detail) => Create(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The request isn't plain JSON.", detail);

    public static IResult Internal(HttpContext context) => Create(
        StatusCodes.Status500InternalServerError,
        "internal",
        "An internal error occurred.",
        "Try again. If the error persists, give the trace id to the service's operator.",
        traceId: Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);

    /// <summary>Refuses a client over its limit of responses.</summary>
    public static IResult RateLimited(HttpContext context, RateLimitLease lease) => lease.Tokens is { } tokens
        ? RateLimited(context, tokens, "The tokens of this day are used up; 'Retry-After' gives the seconds until new ones are available. Cached responses are still served.")
        : RateLimited(context, lease.Requests!.Value);

    /// <summary>Refuses a client over its limit of a kind of requests.</summary>
    public static IResult RateLimited(
        HttpContext context, QuotaStatus quota, string detail = "Wait for the seconds in 'Retry-After' before the next request.")
    {
        RateLimitHeaders.WriteRefusal(context.Response, quota);
        return Create(StatusCodes.Status429TooManyRequests, "rate_limited", "Too many requests.", detail);
    }

    public static IResult IdentityUnavailable() => Create(
        StatusCodes.Status503ServiceUnavailable,
        "identity_unavailable",
        "Bearer tokens can't be checked now.",
        "Try again shortly, with the same token.");

    public static IResult Forbidden(string detail) =>
        Create(StatusCodes.Status403Forbidden, "forbidden", "The request isn't allowed.", detail);

    /// <summary>Refuses a request without a valid key or token.</summary>
    public static IResult Unauthorized(string detail) =>
        Create(StatusCodes.Status401Unauthorized, "unauthorized", "The request isn't authorised.", detail);

    private static ProblemHttpResult Create(
        int status, string code, string title, string detail, IDictionary<string, string[]>? errors = null, string? traceId = null)
    {
        var problem = new ProblemDetails { Type = $"urn:issue-ai:problem:{code}", Title = title, Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        if (errors is not null) problem.Extensions["errors"] = errors;
        if (traceId is not null) problem.Extensions["traceId"] = traceId;
        return TypedResults.Problem(problem);
    }
}
