using System.Globalization;

namespace IssueAi.Responses.Storage;

/// <summary>The keys of an issue's rows in the history: within an action the newest sorts first.</summary>
internal static class HistoryRows
{
    public static string KeyOf(string action, HistoryPosition position) => string.Create(
        CultureInfo.InvariantCulture, $"{StartOf(action)}{position.ReversedTicks:D19}|{position.ResponseId}");

    /// <summary>Gets what an action's keys begin with.</summary>
    public static string StartOf(string action) => action + '|';

    /// <summary>Gets what sorts after all of an action's keys.</summary>
    public static string EndOf(string action) => action + '}';
}
