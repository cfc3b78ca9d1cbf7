using IssueAi.ModelSimulator.Calls;

namespace IssueAi.ModelSimulator.Http;

/// <summary>Endpoints for tests and benchmarks in other processes that query the simulator's calls.</summary>
internal static class CallEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CallLog calls, Action reset)
    {
        routes.MapGet("/simulator/health", context => context.Response.WriteAsJsonAsync(new { status = "healthy" }, context.RequestAborted));
        routes.MapGet("/simulator/calls", context => context.Response.WriteAsJsonAsync(calls.Summary, context.RequestAborted));
        routes.MapDelete("/simulator/calls", context =>
        {
            reset();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }
}
