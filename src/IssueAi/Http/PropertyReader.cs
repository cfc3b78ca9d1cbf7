using System.Globalization;
using System.Text.Json;

namespace IssueAi.Http;

/// <summary>Reads the properties of a JSON object and collects their errors.</summary>
internal sealed class PropertyReader(JsonElement body)
{
    /// <summary>The error of a text that JSON allows and Unicode doesn't.</summary>
    public const string HalfPair = "contains an unpaired surrogate";

    /// <summary>Gets the errors by the property's name.</summary>
    public Dictionary<string, string[]> Errors { get; } = [];

    /// <summary>Reads a text that must be there. The result is empty where it is wrong.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="check">Gives the error of a value; null for a valid one.</param>
    public string Required(string name, Func<string, string?> check)
    {
        if (body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) return Checked(name, check) ?? string.Empty;

        Errors[name] = ["is required"];
        return string.Empty;
    }

    /// <summary>Reads a text that has to pass a check; null when it isn't there.</summary>
    public string? Checked(string name, Func<string, string?> check)
    {
        if (Find(name) is not { } value) return null;

        var text = ReadText(value, check, out var error);
        if (error is not null) Errors[name] = [error];
        return text;
    }

    /// <summary>Reads a text of at most <paramref name="maxLength"/> characters; null when it isn't there.</summary>
    public string? Text(string name, int maxLength) => Checked(name, text => TextLimits.Check(text, maxLength));

    /// <summary>Reads a list of texts; null when it isn't there. An entry's error is the list's error.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Errors[name] = ["must be a list of strings"];
            return null;
        }

        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (ReadText(item, text => TextLimits.Check(text, int.MaxValue), out var error) is not { } text)
            {
                Errors[name] = [string.Create(CultureInfo.InvariantCulture, $"[{texts.Count}] {error}")];
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>Reads a yes or no; no when it isn't there.</summary>
    public bool Flag(string name) => OptionalFlag(name) ?? false;

    /// <summary>Reads a yes or no; null when it isn't there.</summary>
    public bool? OptionalFlag(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();

        Errors[name] = ["must be true or false"];
        return null;
    }

    /// <summary>Reads a number from 0 to 1; null when it isn't there.</summary>
    public double? Share(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share is >= 0 and <= 1) return share;

        Errors[name] = ["must be a number from 0 to 1"];
        return null;
    }

    /// <summary>Finds a property's value of any kind; null when it is missing.</summary>
    public JsonElement? Find(string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? ReadText(JsonElement value, Func<string, string?> check, out string? error)
    {
        try
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            error = text is null ? "must be a string" : check(text);
            return error is null ? text : null;
        }
        catch (InvalidOperationException)
        {
            // JSON allows half of a surrogate pair as an escape; text does not.
            error = HalfPair;
            return null;
        }
    }
}
