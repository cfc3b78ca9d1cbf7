using System.Runtime.CompilerServices;
using IssueAi.Generation;
using IssueAi.Tests.Generation;

namespace IssueAi.Tests.Responses;

/// <summary>A model that sends one word, and sends the rest when the test allows it.</summary>
internal sealed class GatedModel
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatedModel() => Client = new FakeModel(SpeakAsync);

    public FakeModel Client { get; }

    /// <summary>Lets the model continue to its end.</summary>
    public void Release() => _gate.TrySetResult();

    private async IAsyncEnumerable<ModelUpdate> SpeakAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return FakeModel.Text("one ");
        await _gate.Task.WaitAsync(cancellationToken);
        yield return FakeModel.Text("two");
        yield return FakeModel.Stop;
    }
}
