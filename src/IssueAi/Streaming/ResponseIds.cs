namespace IssueAi.Streaming;

/// <summary>Names responses: 32 hexadecimal digits, which nobody can guess.</summary>
internal static class ResponseIds
{
    public static string Create() => Guid.NewGuid().ToString("N");
}
