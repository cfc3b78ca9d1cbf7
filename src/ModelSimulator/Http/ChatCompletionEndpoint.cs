using System.Text.Json;
using IssueAi.ModelSimulator.Calls;
using IssueAi.ModelSimulator.Directives;
using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>Both chat completion routes: notes the call, asks the script or the issue how to answer, answers.</summary>
internal sealed class ChatCompletionEndpoint(
    ModelSimulatorOptions options, CallLog calls, DirectiveReader directives, Func<ObservedCall, Scenario?> script, CancellationToken stopping)
{
    private readonly CompletionPlanner _planner = new(options);

    public async Task HandleAsync(HttpContext context)
    {
        var body = await ReadBodyAsync(context);
        var request = body.ValueKind is JsonValueKind.Object && ChatRequest.TryRead(body, out var read) ? read : null;
        var call = calls.Add(counters => Observe(context.Request, counters, body, request));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var state = CallState.Completed;
        try
        {
            await AnswerAsync(context, call, body, request, leaving.Token);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            state = CallState.Aborted;
            context.Abort();
        }
        finally
        {
            call.End(state);
        }
    }

    private static async Task<JsonElement> ReadBodyAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static ObservedCall Observe(HttpRequest http, CallCounters counters, JsonElement body, ChatRequest? request) => new(counters)
    {
        Deployment = http.RouteValues["deployment"] as string,
        ApiVersion = http.Query["api-version"],
        Body = body,
        SystemMessage = request?.SystemMessage ?? "",
        UserMessage = request?.UserMessage ?? "",
        ApiKey = http.Headers["api-key"],
        BearerToken = Credentials.BearerToken(http),
        TraceParent = http.Headers.TraceParent,
        TraceState = http.Headers.TraceState,
        Baggage = http.Headers.Baggage,
    };

    private async Task AnswerAsync(
        HttpContext context, ObservedCall call, JsonElement body, ChatRequest? request, CancellationToken cancellationToken)
    {
        if (Refuse(call, body, request) is { } refusal)
        {
            await refusal.WriteAsync(context.Response, cancellationToken);
            return;
        }

        var (scenario, mistake) = script(call) is { } scripted ? (scripted, null) : directives.Read(call);
        var error = mistake is null ? Errors.For(scenario, request!.LogProbabilities, IsAzure(call)) : Errors.BadDirective(mistake);
        if (error is not null)
        {
            await error.WriteAsync(context.Response, cancellationToken);
            return;
        }

        var plan = _planner.Plan(call, request!, scenario, IsAzure(call));
        await new Answer(context, call, plan, new Pace(plan, options.TimeProvider)).SendAsync(cancellationToken);
    }

    private ErrorAnswer? Refuse(ObservedCall call, JsonElement body, ChatRequest? request)
    {
        if (IsAzure(call) && string.IsNullOrEmpty(call.ApiVersion)) return Errors.NoApiVersion;
        if (!Credentials.Suffice(call, options.ApiKey)) return Errors.Unauthorized(IsAzure(call));
        if (body.ValueKind is JsonValueKind.Undefined) return Errors.NoJson;
        return request is null ? Errors.NoMessages : null;
    }

    private static bool IsAzure(ObservedCall call) => call.Deployment is not null;
}
