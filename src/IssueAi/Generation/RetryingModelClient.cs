using System.Runtime.CompilerServices;
using IssueAi.Streaming;
using Polly;
using Polly.Retry;

namespace IssueAi.Generation;

/// <summary>
/// Asks a model again when it failed before its first piece of text and the failure may pass. Afterwards never: the
/// caller has seen text that a second answer would not continue.
/// </summary>
internal sealed class RetryingModelClient : IModelClient
{
    private const int Retries = 2;

    // A caller who watches an empty card is better served by an error that says when to come back.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly IModelClient _model;
    private readonly ResiliencePipeline _pipeline;

    public RetryingModelClient(IModelClient model, TimeProvider clock)
    {
        _model = model;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is ModelException failure && MayPass(failure)),
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelException)?.RetryAfter),
            })
            .Build();
    }

    public async IAsyncEnumerable<ModelUpdate> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var attempt = await _pipeline.ExecuteAsync(
            async token => await Attempt.StartAsync(_model.StreamAsync(prompt, cancellationToken), token), cancellationToken);

        foreach (var update in attempt.Preamble) yield return update;
        if (attempt.HasEnded) yield break;

        yield return attempt.Updates.Current;
        while (await attempt.Updates.MoveNextAsync()) yield return attempt.Updates.Current;
    }

    private static bool MayPass(ModelException failure) => failure.Code switch
    {
        ErrorCode.UpstreamUnavailable => failure.RetryAfter is null || failure.RetryAfter <= LongestWait,
        ErrorCode.UpstreamRateLimited => failure.RetryAfter <= LongestWait,
        _ => false,
    };

    /// <summary>A call that came as far as its first piece of text, or to its end.</summary>
    private sealed class Attempt(IAsyncEnumerator<ModelUpdate> updates) : IAsyncDisposable
    {
        public IAsyncEnumerator<ModelUpdate> Updates { get; } = updates;

        /// <summary>Gets what came before the first piece of text.</summary>
        public List<ModelUpdate> Preamble { get; } = [];

        public bool HasEnded { get; private set; }

        public static async Task<Attempt> StartAsync(IAsyncEnumerable<ModelUpdate> stream, CancellationToken cancellationToken)
        {
            var attempt = new Attempt(stream.GetAsyncEnumerator(cancellationToken));
            try
            {
                await attempt.ReadPreambleAsync();
                return attempt;
            }
            catch
            {
                await attempt.DisposeAsync();
                throw;
            }
        }

        public ValueTask DisposeAsync() => Updates.DisposeAsync();

        private async Task ReadPreambleAsync()
        {
            while (await Updates.MoveNextAsync())
            {
                if (Updates.Current.Text.Length > 0) return;
                Preamble.Add(Updates.Current);
            }

            HasEnded = true;
            if (!Preamble.Exists(update => update.FinishReason is not null))
                throw new ModelException(ErrorCode.UpstreamUnavailable, "The model's stream ended before it had begun.");
        }
    }
}
