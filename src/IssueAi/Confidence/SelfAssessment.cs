using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IssueAi.Generation;
using IssueAi.Prompts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Confidence;

/// <summary>Asks a model for its confidence in an answer, where there are no log-probabilities.</summary>
internal sealed partial class SelfAssessment(
    IModelClient model, IOptions<ConfidenceOptions> options, TimeProvider clock, ILogger<SelfAssessment> logger)
{
    // The client has the whole text by then, and waits only for the end of the stream.
    private static readonly TimeSpan AssessmentTimeout = TimeSpan.FromSeconds(5);

    private readonly PromptFile _instructions = PromptFile.Read("assess");

    /// <summary>Asks once. Never throws: an answer is complete without a score.</summary>
    /// <param name="asked">The prompt of the answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Ends the call at once; where it has fired already there is none.</param>
    /// <returns>The score and the tokens; both null where the model wasn't asked.</returns>
    public async Task<AssessmentReply> AskAsync(ModelPrompt asked, string answer, CancellationToken cancellationToken)
    {
        if (!options.Value.SelfAssessment || answer.Length == 0 || cancellationToken.IsCancellationRequested) return default;

        // The client would wait for a retry, and the answer is complete without a score.
        var question = IssuePrompt.BuildAssessment(_instructions, asked, answer) with { IsWorthRetrying = false };
        using var timeout = new CancellationTokenSource(AssessmentTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var meter = new TokenMeter(question);
        var reply = default(AssessmentReply);
        var said = new StringBuilder();
        var isWhole = false;
        try
        {
            await foreach (var update in model.StreamAsync(question with { Meter = meter }, either.Token))
            {
                meter.Add(update);
                said.Append(Encoding.UTF8.GetString(update.Text.Span));
                isWhole |= FinishReasons.SaysAll(update.FinishReason);
                reply = reply with { Usage = update.Usage ?? reply.Usage };
            }
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception is ModelException failure ? failure.Code.ToString() : exception.GetType().Name);
            return reply with { UsedTokens = meter.Used };
        }

        // A number that was cut off is wrong.
        var score = isWhole ? Read(said.ToString()) : null;
        if (score is null) Log.Unreadable(logger);
        return reply with { Score = score, UsedTokens = meter.Used };
    }

    /// <summary>Reads a number from 0 to 100; null where there is none, more than one, or one amid words.</summary>
    private static double? Read(string said) =>
        Number().Match(said) is { Success: true } found && int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var number and <= 100 ? number : null;

    // Atomic, since a model may write very many spaces: two neighbours that both match them would try every split.
    [GeneratedRegex(@"^[^0-9-]{0,30}([0-9]{1,3})(?>\s*)(?:%|/\s*100(?![0-9]))?[^0-9\p{L}]*$")]
    private static partial Regex Number();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The model gave no self-assessment: {Failure}.")]
        public static partial void Failed(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Information, "The model's self-assessment can't be read.")]
        public static partial void Unreadable(ILogger logger);
    }
}
