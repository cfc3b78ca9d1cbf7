using System.Globalization;
using IssueAi.ModelSimulator.Answers;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>Decides the text, its tokens, its probabilities and its end.</summary>
internal sealed class CompletionPlanner(ModelSimulatorOptions options)
{
    // About as many characters as the service adds to a short prompt before it counts them.
    private const int PromptOverhead = 30;

    public CompletionPlan Plan(ObservedCall call, ChatRequest request, Scenario scenario, bool isAzure)
    {
        var prompt = ChatPrompt.Read(call.SystemMessage, call.UserMessage);
        var seed = StableHash.Of(call.UserMessage, StableHash.Of(call.SystemMessage));
        var all = scenario.Chunks ?? Tokenizer.Split(prompt.Task is Assessment.Task ? Assessment.Write(prompt, scenario) : AnswerWriter.Write(prompt));
        var cut = request.MaxTokens is { } limit && limit < all.Count;

        return new()
        {
            Request = request,
            Scenario = scenario,
            Tokens = cut ? [.. all.Take(Math.Max(request.MaxTokens!.Value, 0))] : all,
            FinishReason = scenario.FinishReason ?? (cut ? "length" : "stop"),
            FirstTokenDelay = scenario.FirstTokenDelay ?? options.FirstTokenDelay,
            TokenDelay = scenario.TokenDelay ?? options.TokenDelay,
            Id = "chatcmpl-" + seed.ToString("x16", CultureInfo.InvariantCulture),
            Model = scenario.Model ?? options.Model,
            Created = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
            IsAzure = isAzure,
            LogProbabilities = request.LogProbabilities && scenario.IncludeLogProbabilities
                ? new LogProbabilities(scenario.MeanLogProbability ?? Detail.MeanLogProbability(prompt), seed)
                : null,
            PromptTokens = request.Messages.Sum(message => Tokenizer.Count(message.Content)),
            PromptLength = PromptOverhead + request.Messages.Sum(message => message.Content.Length),
        };
    }
}
