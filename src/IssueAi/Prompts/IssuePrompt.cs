using System.Security.Cryptography;
using System.Text;
using IssueAi.Generation;
using IssueAi.Issues;

namespace IssueAi.Prompts;

/// <summary>
/// Writes the prompt for an issue. Clients' text is fenced by lines with a digest of that text, so no text can contain the
/// line that ends it.
/// </summary>
internal static class IssuePrompt
{
    private const int DigestBytes = 8;
    private const int AssessmentTokens = 20;

    public static ModelPrompt Build(PromptFile prompt, Issue issue, string? instructions, string? language, string? earlierAnswer = null)
    {
        var issueText = Describe(issue);
        var digest = Digest(issueText, instructions, earlierAnswer);
        var message = new StringBuilder();
        var documents = new PromptDocuments(AppendFenced(message, "issue", digest, issueText));

        if (earlierAnswer is not null)
        {
            message.Append("\nAn earlier answer of yours, which the person asking wants improved. Keep what was right in it:\n\n");
            documents = documents with { EarlierAnswer = AppendFenced(message, "answer", digest, earlierAnswer) };
        }

        if (instructions is not null)
        {
            message.Append("\nThe person asking has a wish about the form of your answer:\n\n");
            AppendFenced(message, "wish", digest, instructions);
        }

        message.Append(language is null
            ? "\nAnswer in the language the issue is written in.\n"
            : $"\nAnswer in the language with the BCP 47 tag {language}, whatever language the issue is written in.\n");
        return new ModelPrompt(prompt.Instructions, message.ToString())
        {
            Action = prompt.Name,
            Documents = documents,
            HasInstructions = instructions is not null,
        };
    }

    /// <summary>Writes the prompt for the assessment of an answer.</summary>
    public static ModelPrompt BuildAssessment(PromptFile assessment, ModelPrompt asked, string answer)
    {
        var message = new StringBuilder(asked.User).Append("\nThe assistant's reply:\n\n");
        var reply = AppendFenced(message, "reply", Digest(asked.User, answer), answer);
        return new ModelPrompt(assessment.Instructions, message.ToString())
        {
            Action = assessment.Name,
            Documents = asked.Documents is { } documents ? documents with { Reply = reply } : new(reply),
            HasInstructions = asked.HasInstructions,
            MaxOutputTokens = AssessmentTokens,
            WantsLogProbabilities = false,
        };
    }

    private static string Describe(Issue issue)
    {
        var text = new StringBuilder().Append("Id: ").Append(issue.Id).Append('\n');
        if (!string.IsNullOrWhiteSpace(issue.Title)) text.Append("Title: ").Append(issue.Title).Append('\n');
        if (issue.Labels.Count > 0) text.Append("Labels: ").AppendJoin(", ", issue.Labels).Append('\n');
        return text.Append('\n').Append(issue.Description).ToString();
    }

    private static string Digest(params ReadOnlySpan<string?> texts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts)));
        return Convert.ToHexStringLower(hash.AsSpan(0, DigestBytes));
    }

    // The text's place in the message.
    private static Range AppendFenced(StringBuilder message, string name, string digest, string text)
    {
        var fence = $"----- {name} {digest} -----";
        message.Append(fence).Append('\n');
        var start = message.Length;
        message.Append(text);
        var place = start..message.Length;
        message.Append('\n').Append(fence).Append('\n');
        return place;
    }
}
