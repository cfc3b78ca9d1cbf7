using IssueAi.Actions.Catalog;
using IssueAi.Issues;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary><c>/api/issues/{issueId}</c>: reads, remembers and erases issues, and lists their answers.</summary>
public sealed class IssueEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly IssueStore _issues;
    private readonly ResponseHistory _history;
    private readonly ResponseEraser _eraser;
    private readonly IssueIdReader _ids;
    private readonly ProblemBoundary _boundary;
    private readonly IOptions<HistoryOptions> _options;

    internal IssueEndpoint(
        ActionCatalog actions,
        IssueStore issues,
        ResponseHistory history,
        ResponseEraser eraser,
        IssueIdReader ids,
        ProblemBoundary boundary,
        IOptions<HistoryOptions> options)
    {
        _actions = actions;
        _issues = issues;
        _history = history;
        _eraser = eraser;
        _ids = ids;
        _boundary = boundary;
        _options = options;
    }

    /// <summary>Gives what is stored of an issue.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> GetAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Issue, async (tenant, issueId) => await _issues.FindAsync(tenant, issueId, cancellationToken) is { } issue
            ? new JsonResult<IssueJson>(IssueJson.Create(issue), ResponseJsonContext.Default.IssueJson)
            : Problems.IssueUnknown());

    /// <summary>Remembers an issue in place of what was remembered of it.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> PutAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Issue, async (tenant, issueId) =>
        {
            var read = await IssueReader.ReadAsync(request, cancellationToken);
            if (!read.Succeeded(out var issue, out var problem)) return problem;

            await _issues.PutAsync(tenant, issueId, issue, cancellationToken);
            return Results.NoContent();
        });

    /// <summary>Erases an issue and all its answers.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> DeleteAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Issue, async (tenant, issueId) =>
        {
            await _eraser.EraseIssueAsync(tenant, issueId, cancellationToken);
            return Results.NoContent();
        });

    /// <summary>Lists an issue's answers, newest first.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> ListAsync(HttpRequest request, IssueIdPlace place, CancellationToken cancellationToken) =>
        RunAsync(request, place, IssueRoute.Responses, async (tenant, issueId) =>
        {
            if (!_options.Value.Enabled) return Problems.HistoryOff();

            var partition = IssuePartition.Of(tenant, issueId);
            var query = HistoryQueryReader.Read(request.Query, partition, _actions);
            if (!query.Succeeded(out var wanted, out var problem)) return problem;

            var page = await _history.ListAsync(tenant, issueId, wanted, cancellationToken);
            return new JsonResult<HistoryJson>(HistoryJson.Create(page, partition), ResponseJsonContext.Default.HistoryJson);
        });

    private Task<IResult> RunAsync(HttpRequest request, IssueIdPlace place, IssueRoute route, Func<string, string, Task<IResult>> handle)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, caller =>
        {
            var read = _ids.Read(request, place, route);
            return read.Succeeded(out var issueId, out var problem) ? handle(caller.Tenant, issueId) : Task.FromResult(problem);
        });
    }
}
