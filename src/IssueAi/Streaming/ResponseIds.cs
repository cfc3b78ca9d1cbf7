using System.Buffers;

namespace IssueAi.Streaming;

/// <summary>The ids of responses: 32 hexadecimal digits, which can't be guessed.</summary>
internal static class ResponseIds
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    public static string Create() => Guid.NewGuid().ToString("N");

    /// <summary>Tells whether a text can be an id. Any other text must not get into a query or a key.</summary>
    public static bool IsValid(string text) => text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAnyExcept(Characters);
}
