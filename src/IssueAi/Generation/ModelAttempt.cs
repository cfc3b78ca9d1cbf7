using System.Runtime.CompilerServices;
using IssueAi.Streaming;

namespace IssueAi.Generation;

/// <summary>
/// A call that came as far as its first piece of text, or to its end. Until then another call can take its place;
/// afterwards none can, since the caller has seen text that a second answer would not continue.
/// </summary>
internal sealed class ModelAttempt : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ModelUpdate> _updates;
    private readonly List<ModelUpdate> _preamble = [];
    private bool _hasEnded;

    private ModelAttempt(IAsyncEnumerator<ModelUpdate> updates) => _updates = updates;

    /// <summary>Reads a stream up to its first piece of text.</summary>
    /// <exception cref="ModelException">The call failed before that.</exception>
    public static async Task<ModelAttempt> StartAsync(IAsyncEnumerable<ModelUpdate> stream)
    {
        var attempt = new ModelAttempt(stream.GetAsyncEnumerator(CancellationToken.None));
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

    /// <summary>Gives the whole stream of the call that <paramref name="start"/> settles for.</summary>
    public static async IAsyncEnumerable<ModelUpdate> StreamAsync(
        Func<CancellationToken, Task<ModelAttempt>> start, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var attempt = await start(cancellationToken);

        foreach (var update in attempt._preamble) yield return update;
        if (attempt._hasEnded) yield break;

        yield return attempt._updates.Current;
        while (await attempt._updates.MoveNextAsync()) yield return attempt._updates.Current;
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();

    private async Task ReadPreambleAsync()
    {
        while (await _updates.MoveNextAsync())
        {
            if (_updates.Current.Text.Length > 0) return;
            _preamble.Add(_updates.Current);
        }

        _hasEnded = true;
        if (!_preamble.Exists(update => update.FinishReason is not null))
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model's stream ended before it had begun.");
    }
}
