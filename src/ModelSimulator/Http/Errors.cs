using System.Globalization;

namespace IssueAi.ModelSimulator.Http;

/// <summary>The errors the simulator knows, with the service's status and codes.</summary>
internal static class Errors
{
    public static ErrorAnswer Unauthorized(bool azure) => azure
        ? new(StatusCodes.Status401Unauthorized, "401", "The simulator needs a key: send it as api-key or as a bearer token.")
        : new(StatusCodes.Status401Unauthorized, "invalid_api_key", "The simulator needs a key: send it as a bearer token.") { Type = "invalid_request_error" };

    public static ErrorAnswer NoResource { get; } = new(StatusCodes.Status404NotFound, "404", "Resource not found");

    public static ErrorAnswer NoSuchVersion { get; } = new(StatusCodes.Status400BadRequest, "BadRequest", "API version not supported");

    public static ErrorAnswer NoModel { get; } =
        new(StatusCodes.Status400BadRequest, "BadRequest", "you must provide a model parameter") { Type = "invalid_request_error" };

    public static ErrorAnswer NoDeployment { get; } =
        new(StatusCodes.Status404NotFound, "DeploymentNotFound", "The simulator was told that this deployment doesn't exist.");

    /// <summary>The answer for a model that is newer than the version it is asked by.</summary>
    public static ErrorAnswer VersionTooOld(string earliest) =>
        new(StatusCodes.Status400BadRequest, "BadRequest", $"The model is enabled only for api versions {earliest} and later");

    public static ErrorAnswer PromptFiltered(string category) =>
        new(StatusCodes.Status400BadRequest, "content_filter", "The simulator was told to stop this prompt as the content filter does.")
        {
            Parameter = "prompt",
            FilteredBy = category,
        };

    public static ErrorAnswer NoLogProbabilities { get; } =
        new(StatusCodes.Status400BadRequest, "unsupported_parameter", "Unsupported parameter: 'logprobs' is not supported with this model.")
        {
            Parameter = "logprobs",
            Type = "invalid_request_error",
        };

    public static ErrorAnswer NoJson { get; } =
        new(StatusCodes.Status400BadRequest, "BadRequest", "The request's body is no JSON.") { Type = "invalid_request_error" };

    public static ErrorAnswer NoMessages { get; } =
        new(StatusCodes.Status400BadRequest, "BadRequest", "The request is no chat: 'messages' is missing, or something is of the wrong type.")
        {
            Parameter = "messages",
            Type = "invalid_request_error",
        };

    public static ErrorAnswer RateLimited(TimeSpan? retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "429", "The simulator was told to have no capacity left.") { RetryAfter = retryAfter };

    public static ErrorAnswer Failed(int status, TimeSpan? retryAfter) =>
        new(status, status.ToString(CultureInfo.InvariantCulture), "The simulator was told to fail.")
        {
            Type = "server_error",
            RetryAfter = retryAfter,
        };

    public static ErrorAnswer BadDirective(string reason) =>
        new(StatusCodes.Status400BadRequest, "simulator_directive", reason) { Type = "invalid_request_error" };

    /// <summary>The error that stands in place of a whole response; null when the scenario lets a response begin.</summary>
    public static ErrorAnswer? For(Scenario scenario, bool asksForLogProbabilities, bool azure) => scenario.Failure switch
    {
        SimulatedFailure.RateLimited => RateLimited(scenario.RetryAfter),
        SimulatedFailure.Error => Failed(scenario.ErrorStatus, scenario.RetryAfter),
        SimulatedFailure.Unauthorized => Unauthorized(azure),
        SimulatedFailure.NotFound => NoDeployment,
        SimulatedFailure.PromptFiltered => PromptFiltered(scenario.FilteredBy),
        _ => scenario.RefusesLogProbabilities && asksForLogProbabilities ? NoLogProbabilities : null,
    };
}
