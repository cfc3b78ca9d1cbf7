using System.Globalization;
using IssueAi.Actions.Catalog;
using IssueAi.Responses.History;
using IssueAi.Responses.Storage;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Reads which part of an issue's history a request wants.</summary>
internal static class HistoryQueryReader
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <param name="query">The request's query.</param>
    /// <param name="history">The partition of the history that is asked for.</param>
    /// <param name="actions">The actions there are.</param>
    public static RequestResult<HistoryQuery> Read(IQueryCollection query, string history, ActionCatalog actions)
    {
        var errors = new Dictionary<string, string[]>();

        var action = Value(query, "action");
        if (action is not null && !actions.TryGet(action, out _)) errors["action"] = [$"must be one of {string.Join(", ", actions.Names)}"];

        var limit = DefaultLimit;
        if (Value(query, "limit") is { } count
            && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit))
        {
            errors["limit"] = [$"must be a whole number from 1 to {MaxLimit}"];
        }

        HistoryPosition? after = null;
        if (Value(query, "continuation") is { } token)
        {
            if (HistoryPosition.TryDecode(token, history, out var position)) after = position;
            else errors["continuation"] = ["isn't a continuation that this service gave"];
        }

        return errors.Count == 0
            ? RequestResult.Of(new HistoryQuery(action, limit, after, Includes(query, "text")))
            : RequestResult.Refused<HistoryQuery>(Problems.InvalidRequest(errors));
    }

    // An empty parameter is one that was left out, as forms send it.
    private static string? Value(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

    private static bool Includes(IQueryCollection query, string part) =>
        query["include"].Any(value => value!.Split(',', StringSplitOptions.TrimEntries).Contains(part, StringComparer.Ordinal));
}
