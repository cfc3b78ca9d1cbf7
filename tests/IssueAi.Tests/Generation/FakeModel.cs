using System.Runtime.CompilerServices;
using System.Text;
using IssueAi.Generation;

namespace IssueAi.Tests.Generation;

/// <summary>A model that replays scripts: one per call, and the last one for all further calls.</summary>
internal sealed class FakeModel(params Func<CancellationToken, IAsyncEnumerable<ModelUpdate>>[] scripts) : IModelClient
{
    public static readonly ModelPrompt Prompt = new("system", "user");

    public static readonly ModelUpdate Stop = new() { FinishReason = FinishReasons.Stop };

    /// <summary>Gets the prompts of all calls, in order.</summary>
    public List<ModelPrompt> Prompts { get; } = [];

    /// <summary>Gets the number of calls.</summary>
    public int Calls { get; private set; }

    /// <summary>Gets the number of disposed streams.</summary>
    public int Disposed { get; private set; }

    public static ModelUpdate Text(string text) => new() { Text = Encoding.UTF8.GetBytes(text) };

    /// <summary>A text that is one token.</summary>
    public static ModelUpdate Token(string text, double logProbability)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new() { Text = bytes, Tokens = new[] { TokenProbability.Create(logProbability, bytes.Length) } };
    }

    /// <summary>A script that sends its steps and then fails, if there is a failure.</summary>
    public static Func<CancellationToken, IAsyncEnumerable<ModelUpdate>> Says(Exception? failure, params ModelUpdate[] steps) => _ => SayAsync(failure, steps);

    /// <summary>A script that sends its steps and then waits until it is cancelled.</summary>
    public static Func<CancellationToken, IAsyncEnumerable<ModelUpdate>> Stalls(params ModelUpdate[] steps) => token => StallAsync(steps, token);

    public static async Task<List<string>> TextsAsync(IAsyncEnumerable<ModelUpdate> updates)
    {
        var texts = new List<string>();
        await foreach (var update in updates) texts.Add(Encoding.UTF8.GetString(update.Text.Span));
        return texts;
    }

    public async IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Prompts.Add(prompt);
        var script = scripts[Math.Min(Calls++, scripts.Length - 1)];
        try
        {
            await foreach (var update in script(cancellationToken)) yield return update;
        }
        finally
        {
            Disposed++;
        }
    }

    private static async IAsyncEnumerable<ModelUpdate> SayAsync(Exception? failure, ModelUpdate[] steps)
    {
        foreach (var step in steps) yield return step;
        if (failure is not null) await Task.FromException(failure);
    }

    private static async IAsyncEnumerable<ModelUpdate> StallAsync(ModelUpdate[] steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps) yield return step;
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }
}
