using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IssueAi.Generation;
using IssueAi.Prompts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Confidence;

/// <summary>Asks a model how sure it is of an answer, where nothing else tells.</summary>
internal sealed partial class SelfAssessment(
    IModelClient model, IOptions<ConfidenceOptions> options, TimeProvider clock, ILogger<SelfAssessment> logger)
{
    // The caller has the whole text by then, and waits only for the stream's end.
    private static readonly TimeSpan AssessmentTimeout = TimeSpan.FromSeconds(5);

    private readonly PromptFile _instructions = PromptFile.Read("assess");

    /// <summary>Asks, once. Never throws: an answer is whole without its score.</summary>
    /// <param name="asked">What was answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Ends the call at once; where it has fired already there is none.</param>
    /// <returns>What the model said, and what that cost; both null where it wasn't asked.</returns>
    public async Task<AssessmentReply> AskAsync(ModelPrompt asked, string answer, CancellationToken cancellationToken)
    {
        if (!options.Value.SelfAssessment || answer.Length == 0 || cancellationToken.IsCancellationRequested) return default;

        // A second try would have the caller wait for what the answer can do without.
        var question = IssuePrompt.BuildAssessment(_instructions, asked, answer) with { IsWorthRetrying = false };
        using var timeout = new CancellationTokenSource(AssessmentTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var reply = default(AssessmentReply);
        var said = new StringBuilder();
        var isWhole = false;
        try
        {
            await foreach (var update in model.StreamAsync(question, either.Token))
            {
                said.Append(Encoding.UTF8.GetString(update.Text.Span));
                isWhole |= FinishReasons.SaysAll(update.FinishReason);
                reply = reply with { Usage = update.Usage ?? reply.Usage };
            }
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception is ModelException failure ? failure.Code.ToString() : exception.GetType().Name);
            return reply;
        }

        // Of a number that was cut off nobody knows how it would have gone on.
        var score = isWhole ? Read(said.ToString()) : null;
        if (score is null) Log.Unreadable(logger);
        return reply with { Score = score };
    }

    /// <summary>Reads a number from 0 to 100; null where there is none, more than one, or one amid words.</summary>
    private static double? Read(string said) =>
        Number().Match(said) is { Success: true } found && int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var number and <= 100 ? number : null;

    [GeneratedRegex(@"^[^0-9-]{0,30}([0-9]{1,3})\s*(?:%|/\s*100(?![0-9]))?[^0-9\p{L}]*$")]
    private static partial Regex Number();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The model didn't say how sure it is: {Failure}.")]
        public static partial void Failed(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Information, "What the model said of how sure it is can't be read.")]
        public static partial void Unreadable(ILogger logger);
    }
}
