using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using IssueAi.Prompts;

namespace IssueAi.Actions.Catalog;

/// <summary>The actions there are, read from the prompt files in this assembly.</summary>
internal sealed class ActionCatalog
{
    private readonly FrozenDictionary<string, IssueAction> _actions =
        new[] { "refine", "estimate", "breakdown" }
            .Select(name => new IssueAction(PromptFile.Read(name)))
            .ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);

    /// <summary>Gets the names of all actions.</summary>
    public IEnumerable<string> Names => _actions.Keys;

    /// <summary>Finds an action by the name in its route.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out IssueAction? action) => _actions.TryGetValue(name, out action);
}
