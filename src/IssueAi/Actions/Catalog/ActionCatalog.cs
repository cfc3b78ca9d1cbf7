using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Estimate;
using IssueAi.Actions.Refine;

namespace IssueAi.Actions.Catalog;

/// <summary>The actions that the service offers.</summary>
internal sealed class ActionCatalog(IEnumerable<IssueAction> actions)
{
    private readonly FrozenDictionary<string, IssueAction> _actions = actions.ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);

    /// <summary>Gets the product's own actions. A new action is a folder beside theirs, and a line here.</summary>
    public static IReadOnlyList<IssueAction> BuiltIn { get; } =
    [
        RefineAction.Create(),
        EstimateAction.Create(),
        BreakdownAction.Create(),
    ];

    /// <summary>Gets the names of all actions, in alphabetical order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. actions.Select(action => action.Name).Order(StringComparer.Ordinal)];

    /// <summary>Gets all actions, in the order of their names.</summary>
    public IEnumerable<IssueAction> All => Names.Select(name => _actions[name]);

    /// <summary>Finds an action by the name in its route.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out IssueAction? action) => _actions.TryGetValue(name, out action);
}
