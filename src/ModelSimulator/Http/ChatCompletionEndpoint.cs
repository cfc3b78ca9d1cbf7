using System.Text.Json;
using IssueAi.ModelSimulator.Calls;
using IssueAi.ModelSimulator.Directives;
using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Http;

/// <summary>All chat completion routes: notes the call, asks the script or the issue how to answer, answers.</summary>
internal sealed class ChatCompletionEndpoint(
    ModelSimulatorOptions options, CallLog calls, DirectiveReader directives, Func<ObservedCall, Scenario?> script, CancellationToken stopping)
{
    private readonly CompletionPlanner _planner = new(options);

    public async Task HandleAsync(HttpContext context, ApiSurface surface)
    {
        var body = await ReadBodyAsync(context);
        var request = body.ValueKind is JsonValueKind.Object && ChatRequest.TryRead(body, out var read) ? read : null;
        var call = calls.Add(counters => Observe(context.Request, surface, counters, body, request));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var state = CallState.Completed;
        try
        {
            await AnswerAsync(context, surface, call, body, request, leaving.Token);
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

    private static ObservedCall Observe(HttpRequest http, ApiSurface surface, CallCounters counters, JsonElement body, ChatRequest? request) => new(counters)
    {
        Path = http.Path,
        Deployment = surface switch
        {
            ApiSurface.AzureDated => http.RouteValues["deployment"] as string,
            ApiSurface.AzureVersionless => request?.Model ?? "",
            _ => null,
        },
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
        HttpContext context, ApiSurface surface, ObservedCall call, JsonElement body, ChatRequest? request, CancellationToken cancellationToken)
    {
        if (Refuse(surface, call, body, request) is { } refusal)
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

    private ErrorAnswer? Refuse(ApiSurface surface, ObservedCall call, JsonElement body, ChatRequest? request)
    {
        if (surface is ApiSurface.AzureDated && AzureVersions.DayOf(call.ApiVersion) is null) return Errors.NoResource;
        if (!Credentials.Suffice(call, options.ApiKey)) return Errors.Unauthorized(IsAzure(call));
        if (body.ValueKind is JsonValueKind.Undefined) return Errors.NoJson;
        if (request is null) return Errors.NoMessages;
        return RefuseModel(surface, call);
    }

    private ErrorAnswer? RefuseModel(ApiSurface surface, ObservedCall call)
    {
        if (surface is ApiSurface.AzureVersionless && !AzureVersions.IsVersionless(call.ApiVersion)) return Errors.NoSuchVersion;
        if (call.Deployment is "") return Errors.NoModel;
        if (IsAzure(call) && options.Deployments.Count > 0 && !options.Deployments.Contains(call.Deployment!)) return Errors.NoDeployment;
        return surface is ApiSurface.AzureDated && AzureVersions.DayOf(options.EarliestApiVersion) > AzureVersions.DayOf(call.ApiVersion)
            ? Errors.VersionTooOld(options.EarliestApiVersion!)
            : null;
    }

    private static bool IsAzure(ObservedCall call) => call.Deployment is not null;
}
