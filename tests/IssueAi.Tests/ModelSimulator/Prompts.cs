using System.Text.Json;
using IssueAi.Issues;
using IssueAi.Prompts;

namespace IssueAi.Tests.ModelSimulator;

/// <summary>Requests in the product's format.</summary>
internal static class Prompts
{
    public const string Detailed =
        """
        The checkout page crashes since Monday's release 4.2. It should show the receipt.

        1. put a *book* 📚 in the cart
        2. press Pay
        3. wait
        """;

    public static string Body(
        string description = Detailed,
        string task = "refine",
        string? title = "Checkout fails",
        string? wish = null,
        string? language = null,
        string label = "shop",
        object? options = null)
    {
        var file = new PromptFile(task, "1", $"You help with issues.\nTask: {task}\n");
        var prompt = IssuePrompt.Build(file, new Issue("acme/shop#42", title, description, [label]), wish, language);
        var body = new Dictionary<string, object?>
        {
            ["messages"] = new[] { new { role = "system", content = prompt.System }, new { role = "user", content = prompt.User } },
        };
        foreach (var property in JsonSerializer.SerializeToElement(options ?? new { stream = true }).EnumerateObject())
            body[property.Name] = property.Value;
        return JsonSerializer.Serialize(body);
    }
}
