using System.Text;

namespace IssueAi.Generation;

/// <summary>Estimates how many tokens a text has, where the model hasn't counted them.</summary>
internal static class TokenEstimate
{
    // English has about four bytes per token; other scripts have up to three bytes per character, which is about one token.
    private const int BytesPerToken = 3;

    public static long Of(params ReadOnlySpan<string?> texts)
    {
        var bytes = 0L;
        foreach (var text in texts) bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        return OfBytes(bytes);
    }

    public static long OfBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
