namespace IssueAi.ModelSimulator.Http;

/// <summary>The ways in which chat completions are asked for.</summary>
internal enum ApiSurface
{
    /// <summary>Azure's older path: the deployment in the path, a dated version in the query.</summary>
    AzureDated,

    /// <summary>Azure's versionless path: the deployment in the body, as the model.</summary>
    AzureVersionless,

    /// <summary>OpenAI's path, which compatible servers have, too.</summary>
    OpenAI,
}
