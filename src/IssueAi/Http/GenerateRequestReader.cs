
namespace IssueAi.Http;

/// <summary>
/// Reads and checks the body of a request for a response: the API's own, or one of the Vercel AI SDK's hooks.
/// </summary>
internal static class GenerateRequestReader
{
    private const string IssueId = "issueId";
    private const string ChatId = "id";
    private const int MaxInstructionsLength = 2_000;

    public static GenerateRequest Read(PropertyReader properties)
    {
        var hook = HookMessages.Read(properties);
        var isNamedByChat = hook.IsChat && properties.Find(IssueId) is null && properties.Find(ChatId) is not null;
        var issueId = properties.Required(isNamedByChat ? ChatId : IssueId, IssueIds.Check);
        var sent = IssueReader.Read(properties);
        var regenerate = properties.Flag("regenerate");
        var instructions = properties.Text("instructions", MaxInstructionsLength);
        return new GenerateRequest(
            issueId,
            sent,
            Message: sent.Description is null ? Limit(properties, hook, hook.First, IssueReader.MaxDescriptionLength) : null,
            Regenerate: regenerate || hook.IsRegenerate || hook.Later is not null,
            Instructions: Limit(properties, hook, hook.Later, MaxInstructionsLength) ?? NullIfBlank(instructions),
            Language: properties.Checked("language", LanguageTags.Check));
    }

    private static string? Limit(PropertyReader properties, HookMessages hook, string? text, int maxLength)
    {
        if (NullIfBlank(text) is not { } said) return null;
        if (TextLimits.Check(said, maxLength) is not { } error) return said;

        properties.Errors[hook.Source] = [error];
        return null;
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
