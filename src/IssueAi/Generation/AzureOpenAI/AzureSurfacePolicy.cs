using System.ClientModel.Primitives;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>
/// Sends the SDK's calls to the surface of the settings: the SDK itself knows dated versions only, up to 2024-10-21, which
/// Azure refuses for newer models.
/// </summary>
internal sealed class AzureSurfacePolicy(AzureApiVersion version) : PipelinePolicy
{
    private const string DatedPath = "/openai/deployments/";
    private const string VersionlessPath = "/openai/v1/chat/completions";

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Redirect(message.Request);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Redirect(message.Request);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Redirect(PipelineRequest request)
    {
        var address = request.Uri ?? throw new InvalidOperationException("The SDK made a request without an address.");
        var path = address.AbsolutePath;
        var begin = path.IndexOf(DatedPath, StringComparison.Ordinal);
        if (begin < 0) throw new InvalidOperationException("The SDK's path isn't the one that is known.");

        request.Uri = new UriBuilder(address)
        {
            Path = version.NamesModelInBody ? string.Concat(path.AsSpan(0, begin), VersionlessPath) : path,
            Query = version.Query is { } query ? $"api-version={query}" : "",
        }.Uri;
    }
}
