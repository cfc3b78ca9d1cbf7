namespace IssueAi.Telemetry;

/// <summary>
/// The names under which telemetry is sent. Dashboards, alerts and docs/telemetry.md are built over them. Those that begin with
/// <c>gen_ai</c> are OpenTelemetry's conventions for generative AI.
/// </summary>
internal static class TelemetryNames
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Source = "IssueAi";

    public const string ModelDuration = "gen_ai.client.operation.duration";
    public const string ModelTokens = "gen_ai.client.token.usage";
    public const string ModelFirstChunk = "gen_ai.client.operation.time_to_first_chunk";
    public const string Responses = "issueai.responses";
    public const string Confidence = "issueai.confidence";
    public const string Cost = "issueai.cost";
    public const string CacheHits = "issueai.cache.hits";
    public const string Coalesced = "issueai.generation.coalesced";
    public const string Rejections = "issueai.rate_limit.rejections";
    public const string Frames = "issueai.stream.frames";
    public const string Aborts = "issueai.stream.aborts";
    public const string Resumes = "issueai.stream.resumes";
    public const string FirstFrame = "issueai.stream.time_to_first_frame";

    /// <summary>The names of attributes.</summary>
    public static class Attributes
    {
        public const string Action = "issueai.action";
        public const string Budget = "issueai.budget";
        public const string Cached = "issueai.cached";
        public const string Currency = "issueai.currency";
        public const string Level = "issueai.level";
        public const string Outcome = "issueai.outcome";

        /// <summary>On spans only: there is one value per response.</summary>
        public const string ResponseId = "issueai.response.id";

        public const string ErrorType = "error.type";
        public const string Operation = "gen_ai.operation.name";
        public const string Provider = "gen_ai.provider.name";
        public const string RequestModel = "gen_ai.request.model";
        public const string RequestStream = "gen_ai.request.stream";
        public const string RequestMaxTokens = "gen_ai.request.max_tokens";
        public const string ResponseModel = "gen_ai.response.model";
        public const string FinishReasons = "gen_ai.response.finish_reasons";
        public const string ResponseFirstChunk = "gen_ai.response.time_to_first_chunk";
        public const string InputTokens = "gen_ai.usage.input_tokens";
        public const string OutputTokens = "gen_ai.usage.output_tokens";
        public const string TokenType = "gen_ai.token.type";
        public const string ServerAddress = "server.address";
        public const string ServerPort = "server.port";
    }
}
