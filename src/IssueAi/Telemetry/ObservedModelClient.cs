using System.Runtime.CompilerServices;
using IssueAi.Generation;

namespace IssueAi.Telemetry;

/// <summary>Reports each call to a deployment; as long as nobody listens, it stands aside.</summary>
internal sealed class ObservedModelClient(IModelClient model, ModelTarget target, Instruments instruments, TimeProvider clock) : IModelClient
{
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        instruments.ObservesModel || Tracing.Source.HasListeners()
            ? ObserveAsync(prompt, cancellationToken)
            : model.StreamAsync(prompt, cancellationToken);

    private async IAsyncEnumerable<ModelUpdate> ObserveAsync(ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var updates = model.StreamAsync(prompt, cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        using var call = new ModelCall(target, prompt, instruments, clock);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync()) break;
            }
            catch (Exception exception)
            {
                call.Fail(exception, cancellationToken.IsCancellationRequested);
                throw;
            }

            call.Add(updates.Current);
            yield return updates.Current;
        }

        call.End();
    }
}
