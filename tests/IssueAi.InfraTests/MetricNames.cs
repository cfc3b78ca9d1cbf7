namespace IssueAi.InfraTests;

/// <summary>The product's metric names, which the workbook and the alerts query.</summary>
internal static class MetricNames
{
    /// <summary>Gets the metrics.</summary>
    public static string[] Metrics { get; } =
    [
        "gen_ai.client.operation.duration",
        "gen_ai.client.operation.time_to_first_chunk",
        "gen_ai.client.token.usage",
        "issueai.cache.hits",
        "issueai.confidence",
        "issueai.generation.coalesced",
        "issueai.rate_limit.rejections",
        "issueai.stream.aborts",
        "issueai.stream.frames",
        "issueai.stream.resumes",
        "issueai.stream.time_to_first_frame",
    ];

    /// <summary>Gets the names of the metrics' attributes.</summary>
    public static string[] Attributes { get; } =
    [
        "error.type",
        "gen_ai.operation.name",
        "gen_ai.provider.name",
        "gen_ai.request.model",
        "gen_ai.response.model",
        "gen_ai.token.type",
        "issueai.action",
        "issueai.budget",
        "issueai.level",
    ];
}
