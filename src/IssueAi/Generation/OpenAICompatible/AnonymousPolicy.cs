using System.ClientModel.Primitives;

namespace IssueAi.Generation.OpenAICompatible;

/// <summary>Sends no key at all, for servers that take none.</summary>
internal sealed class AnonymousPolicy : AuthenticationPolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNext(message, pipeline, currentIndex);

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNextAsync(message, pipeline, currentIndex);
}
