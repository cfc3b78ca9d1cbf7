using IssueAi.Actions.Catalog;
using IssueAi.Issues;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary><c>/api/issues/{issueId}</c>: remembers and erases issues, and lists their answers.</summary>
public sealed class IssueEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly IssueStore _issues;
    private readonly ResponseHistory _history;
    private readonly ResponseEraser _eraser;
    private readonly ProblemBoundary _boundary;
    private readonly IOptions<HistoryOptions> _options;

    internal IssueEndpoint(
        ActionCatalog actions,
        IssueStore issues,
        ResponseHistory history,
        ResponseEraser eraser,
        ProblemBoundary boundary,
        IOptions<HistoryOptions> options)
    {
        _actions = actions;
        _issues = issues;
        _history = history;
        _eraser = eraser;
        _boundary = boundary;
        _options = options;
    }

    /// <summary>Remembers an issue in place of what was remembered of it.</summary>
    /// <param name="request">The caller's request, with the issue's id in its path.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> PutAsync(HttpRequest request, CancellationToken cancellationToken) => RunAsync(request, async (tenant, issueId) =>
    {
        var read = await IssueReader.ReadAsync(request, cancellationToken);
        if (!read.Succeeded(out var issue, out var problem)) return problem;

        await _issues.PutAsync(tenant, issueId, issue, cancellationToken);
        return Results.NoContent();
    });

    /// <summary>Erases an issue and all its answers.</summary>
    /// <param name="request">The caller's request, with the issue's id in its path.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> DeleteAsync(HttpRequest request, CancellationToken cancellationToken) => RunAsync(request, async (tenant, issueId) =>
    {
        await _eraser.EraseIssueAsync(tenant, issueId, cancellationToken);
        return Results.NoContent();
    });

    /// <summary>Lists an issue's answers, newest first.</summary>
    /// <param name="request">The caller's request, with the issue's id in its path.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) => RunAsync(request, async (tenant, issueId) =>
    {
        if (!_options.Value.Enabled) return Problems.NotFound("This service keeps no history.");

        var partition = IssuePartition.Of(tenant, issueId);
        var query = HistoryQueryReader.Read(request.Query, partition, _actions);
        if (!query.Succeeded(out var wanted, out var problem)) return problem;

        var page = await _history.ListAsync(tenant, issueId, wanted, cancellationToken);
        return new JsonResult<HistoryJson>(HistoryJson.Create(page, partition), ResponseJsonContext.Default.HistoryJson);
    });

    private Task<IResult> RunAsync(HttpRequest request, Func<string, string, Task<IResult>> handle)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, caller =>
        {
            var read = IssueIds.FromPath(request);
            return read.Succeeded(out var issueId, out var problem) ? handle(caller.Tenant, issueId) : Task.FromResult(problem);
        });
    }
}
