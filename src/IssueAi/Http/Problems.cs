using System.Diagnostics;
using IssueAi.Actions.Catalog;
using IssueAi.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IssueAi.Http;

/// <summary>Every refusal before the first byte of an answer, as <c>application/problem+json</c> with a code.</summary>
internal static class Problems
{
    public static IResult InvalidRequest(IDictionary<string, string[]> errors) => Create(
        StatusCodes.Status400BadRequest, "invalid_request", "The request is invalid.", "See 'errors' for each property at fault.", errors);

    public static IResult InvalidRequest(string property, string error) =>
        InvalidRequest(new Dictionary<string, string[]> { [property] = [error] });

    public static IResult NotFound(string detail) =>
        Create(StatusCodes.Status404NotFound, "not_found", "There is nothing at this address.", detail);

    /// <summary>Refuses an action that isn't there, and names those that are.</summary>
    public static IResult ActionUnknown(ActionCatalog actions) => NotFound($"There is no such action. There are: {string.Join(", ", actions.Names.Order())}.");

    public static IResult HistoryOff() => NotFound("This service keeps no history.");

    public static IResult IssueUnknown() => Create(
        StatusCodes.Status404NotFound,
        "issue_unknown",
        "The issue is unknown.",
        "Nothing is remembered of this issue. Send its 'description' (and its 'title' and 'labels', if it has them) along with 'issueId'.");

    public static IResult ResponseUnknown() => Create(
        StatusCodes.Status404NotFound, "response_unknown", "The response is unknown.", "There is no response of this id: it never was, has expired or was erased.");

    public static IResult StorageUnavailable() => Create(
        StatusCodes.Status503ServiceUnavailable,
        "storage_unavailable",
        "What is stored can't be reached at the moment.",
        "Try again shortly. New answers for issues sent with their description are streamed meanwhile.");

    public static IResult ShuttingDown(HttpContext context)
    {
        // A kept-alive connection would lead the caller here again.
        context.Response.Headers.Connection = "close";
        context.Response.Headers.RetryAfter = "1";
        return Create(
            StatusCodes.Status503ServiceUnavailable, "shutting_down", "This instance is about to end.", "Send the request again: another instance answers it.");
    }

    public static IResult PayloadTooLarge(int limit) => Create(
        StatusCodes.Status413PayloadTooLarge, "payload_too_large", "The request is too large.", $"A request's body may have at most {limit} bytes.");

    public static IResult UnsupportedMediaType(string detail) => Create(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The request isn't plain JSON.", detail);

    public static IResult Internal(HttpContext context) => Create(
        StatusCodes.Status500InternalServerError,
        "internal",
        "Something went wrong on our side.",
        "Try again; if it stays, tell the service's operator the trace id.",
        traceId: Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);

    /// <summary>Refuses a caller who has asked too often, or for too much.</summary>
    public static IResult RateLimited(HttpContext context, RateLimitLease lease)
    {
        RateLimitHeaders.WriteRefusal(context.Response, lease.Tokens ?? lease.Requests!.Value);
        return Create(
            StatusCodes.Status429TooManyRequests,
            "rate_limited",
            "Too many requests.",
            lease.Tokens is null
                ? "Wait as long as 'Retry-After' says, in seconds, before asking again."
                : "The day's tokens are used up; 'Retry-After' says when new ones come, in seconds. Answers that are there already can still be had.");
    }

    public static IResult IdentityUnavailable() => Create(
        StatusCodes.Status503ServiceUnavailable,
        "identity_unavailable",
        "Bearer tokens can't be checked at the moment.",
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
