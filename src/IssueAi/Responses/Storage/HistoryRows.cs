using System.Globalization;

namespace IssueAi.Responses.Storage;

/// <summary>The keys of an issue's rows in the history: within an action the newest sorts first.</summary>
internal static class HistoryRows
{
    public static string KeyOf(string action, HistoryPosition position) => string.Create(
        CultureInfo.InvariantCulture, $"{StartOf(action)}{position.ReversedTicks:D19}|{position.ResponseId}");

    /// <summary>Gets the prefix of an action's keys.</summary>
    public static string StartOf(string action) => action + '|';

    /// <summary>Gets a key that sorts after all of an action's keys.</summary>
    public static string EndOf(string action) => action + '}';
}
