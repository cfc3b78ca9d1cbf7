using IssueAi.Actions.Catalog;
using IssueAi.Issues;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <inheritdoc cref="IIssueEndpoint"/>
internal sealed class IssueEndpoint(
    JsonBody body,
    ActionCatalog actions,
    IssueStore issues,
    ResponseHistory history,
    ResponseEraser eraser,
    IssueIdReader ids,
    ProblemBoundary boundary,
    IOptions<HistoryOptions> options) : IIssueEndpoint
{
    public Task<IResult> GetAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Issue, RequestKind.Read, async (tenant, issueId) => await issues.FindAsync(tenant, issueId, cancellationToken) is { } issue
            ? new JsonResult<IssueJson>(IssueJson.Create(issue), ResponseJsonContext.Default.IssueJson)
            : Problems.IssueUnknown());

    public Task<IResult> PutAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Issue, RequestKind.Write, async (tenant, issueId) =>
        {
            var read = await body.ReadAsync(request, IssueReader.Read, cancellationToken);
            if (!read.Succeeded(out var issue, out var problem)) return problem;

            await issues.PutAsync(tenant, issueId, issue, cancellationToken);
            return Results.NoContent();
        });

    public Task<IResult> DeleteAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Issue, RequestKind.Write, async (tenant, issueId) =>
        {
            await eraser.EraseIssueAsync(tenant, issueId, cancellationToken);
            return Results.NoContent();
        });

    public Task<IResult> ListAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Responses, RequestKind.Read, async (tenant, issueId) =>
        {
            if (!options.Value.Enabled) return Problems.HistoryOff();

            var partition = IssuePartition.Of(tenant, issueId);
            var query = HistoryQueryReader.Read(request.Query, partition, actions);
            if (!query.Succeeded(out var wanted, out var problem)) return problem;

            var page = await history.ListAsync(tenant, issueId, wanted, cancellationToken);
            return new JsonResult<HistoryJson>(HistoryJson.Create(page, partition), ResponseJsonContext.Default.HistoryJson);
        });

    private Task<IResult> RunAsync(
        HttpRequest request, IssueIdPlace place, IssueRoute route, RequestKind kind, Func<string, string, Task<IResult>> handle)
    {
        ArgumentNullException.ThrowIfNull(request);
        return boundary.RunAsync(request.HttpContext, kind, caller =>
        {
            var read = ids.Read(request, place, route);
            return read.Succeeded(out var issueId, out var problem) ? handle(caller.Tenant, issueId) : Task.FromResult(problem);
        });
    }
}
