using IssueAi.Actions;
using IssueAi.Generation;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>POST /api/ai/{action}</c>: streams an answer for an issue.</summary>
public sealed class GenerateEndpoint
{
    private readonly ActionCatalog _actions;
    private readonly EventStreamResponder _responder;
    private readonly RequestBoundary _boundary;

    internal GenerateEndpoint(ActionCatalog actions, EventStreamResponder responder, RequestBoundary boundary)
    {
        _actions = actions;
        _responder = responder;
        _boundary = boundary;
    }

    /// <summary>Checks the request and gives the stream, or the problem, to answer with.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="action">The action's name, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> HandleAsync(HttpRequest request, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, () => CheckAsync(request, action, cancellationToken));
    }

    private async Task<IResult> CheckAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        if (!_actions.TryGet(name, out var action))
            return Problems.NotFound($"There is no such action. There are: {string.Join(", ", _actions.Names.Order())}.");

        var read = await GenerateRequestReader.ReadAsync(request, cancellationToken);
        if (!read.Succeeded(out var generate, out var problem)) return problem;
        if (generate.Description is not { } description) return Problems.IssueUnknown();

        var issue = new Issue(generate.IssueId, generate.Title, description, generate.Labels ?? []);
        var prompt = IssuePrompt.Build(action, issue, generate.Instructions, generate.Language);
        return new EventStreamResult(_responder, prompt, cancellationToken);
    }
}
