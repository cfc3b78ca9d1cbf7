using System.Text;

namespace IssueAi.Generation;

/// <summary>Guesses how many of a model's tokens a text is, before or without the model's saying so.</summary>
internal static class TokenEstimate
{
    // English has about four bytes a token, other scripts three or less to a character, which is about a token.
    private const int BytesPerToken = 3;

    public static long Of(params ReadOnlySpan<string?> texts)
    {
        var bytes = 0L;
        foreach (var text in texts) bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        return OfBytes(bytes);
    }

    public static long OfBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
