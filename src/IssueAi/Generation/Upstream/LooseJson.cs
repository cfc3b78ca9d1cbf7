using System.Text.Json;

namespace IssueAi.Generation.Upstream;

/// <summary>Steps through a model's JSON. Optional values may be missing, null or of another type.</summary>
internal static class LooseJson
{
    /// <summary>Steps into a value that an answer needs; null counts as missing.</summary>
    /// <exception cref="JsonException">The value is of another type.</exception>
    public static bool TryEnter(this ref Utf8JsonReader json, JsonTokenType start)
    {
        json.Read();
        if (json.TokenType == start) return true;
        if (json.TokenType == JsonTokenType.Null) return false;
        throw new JsonException($"Expected {start}, found {json.TokenType}.");
    }

    /// <summary>Steps into a value that an answer doesn't need, or past one of another type.</summary>
    public static bool TryEnterOrSkip(this ref Utf8JsonReader json, JsonTokenType start)
    {
        json.Read();
        if (json.TokenType == start) return true;
        json.Skip();
        return false;
    }

    /// <summary>Steps past a property's value.</summary>
    public static void SkipValue(this ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    /// <summary>Reads a count; null where the value is none.</summary>
    public static int? ReadCount(this ref Utf8JsonReader json)
    {
        json.Read();
        int? count = json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue && double.IsInteger(number)
            ? (int)number
            : null;
        json.Skip();
        return count;
    }

    /// <summary>Tells how many bytes a text takes; 0 where the value is none.</summary>
    public static int ReadLength(this ref Utf8JsonReader json)
    {
        json.Read();
        var length = json.TokenType == JsonTokenType.String ? json.ValueSpan.Length : 0;
        json.Skip();
        return length;
    }

    /// <summary>Reads a text; null where the value is none or is empty.</summary>
    public static string? ReadText(this ref Utf8JsonReader json)
    {
        json.Read();
        var text = json.TokenType == JsonTokenType.String && json.ValueSpan.Length > 0 ? json.GetString() : null;
        json.Skip();
        return text;
    }
}
