using System.Text;
using System.Text.Json;
using IssueAi.Generation;

namespace IssueAi.Tests.Generation;

/// <summary>The combined updates of a stream.</summary>
internal sealed class ModelAnswer
{
    private readonly StringBuilder _json = new();

    public string Text => JsonSerializer.Deserialize<string>($"\"{_json}\"")!;

    public List<TokenProbability> Tokens { get; } = [];

    public List<string> Models { get; } = [];

    public List<string> FinishReasons { get; } = [];

    public TokenUsage? Usage { get; private set; }

    public Exception? Failure { get; private set; }

    public static async Task<ModelAnswer> ReadAsync(IModelClient client, CancellationToken cancellationToken = default)
    {
        var answer = new ModelAnswer();
        try
        {
            await foreach (var update in client.StreamAsync(Prompts.Any, cancellationToken)) answer.Add(update);
        }
        catch (Exception exception) when (exception is ModelException or OperationCanceledException)
        {
            answer.Failure = exception;
        }

        return answer;
    }

    private void Add(ModelUpdate update)
    {
        _json.Append(Encoding.UTF8.GetString(update.Text.Span));
        Tokens.AddRange(update.Tokens.Span);
        if (update.Model is { } model) Models.Add(model);
        if (update.FinishReason is { } reason) FinishReasons.Add(reason);
        Usage = update.Usage ?? Usage;
    }
}
