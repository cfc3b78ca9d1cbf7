using System.Text.Json;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>Reads a call's token counts. They are optional: invalid counts are left out.</summary>
internal static class UsageReader
{
    public static TokenUsage? Read(ref Utf8JsonReader json)
    {
        if (!json.TryEnterOrSkip(JsonTokenType.StartObject)) return null;

        var counts = default(Counts);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("prompt_tokens"u8)) counts.Prompt = json.ReadCount();
            else if (json.ValueTextEquals("completion_tokens"u8)) counts.Completion = json.ReadCount();
            else if (json.ValueTextEquals("total_tokens"u8)) counts.Total = json.ReadCount();
            else if (json.ValueTextEquals("prompt_tokens_details"u8)) ReadDetails(ref json, ref counts);
            else if (json.ValueTextEquals("completion_tokens_details"u8)) ReadDetails(ref json, ref counts);
            else ReadDetail(ref json, ref counts);
        }

        var usage = counts.ToUsage();
        return usage.IsEmpty ? null : usage;
    }

    private static void ReadDetails(ref Utf8JsonReader json, ref Counts counts)
    {
        if (!json.TryEnterOrSkip(JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) ReadDetail(ref json, ref counts);
    }

    // Some servers write details beside the counts; DeepSeek has its own name for the cached tokens.
    private static void ReadDetail(ref Utf8JsonReader json, ref Counts counts)
    {
        if (json.ValueTextEquals("cached_tokens"u8) || json.ValueTextEquals("prompt_cache_hit_tokens"u8)) counts.Cached = json.ReadCount() ?? counts.Cached;
        else if (json.ValueTextEquals("reasoning_tokens"u8)) counts.Reasoning = json.ReadCount() ?? counts.Reasoning;
        else json.SkipValue();
    }

    private struct Counts
    {
        public int? Prompt;
        public int? Completion;
        public int? Total;
        public int? Cached;
        public int? Reasoning;

        public readonly TokenUsage ToUsage()
        {
            // Some providers bill thoughts as output and count them in the sum only.
            var isBesides = Reasoning > 0 && Total is { } total && Prompt is { } prompt && Completion is { } completion
                && (long)prompt + completion + Reasoning == total;
            return new TokenUsage(Prompt, isBesides ? Completion + Reasoning : Completion)
            {
                CachedTokens = Cached,
                ReasoningTokens = Reasoning,
                TotalTokens = Prompt is null || Completion is null ? Total : null,
            };
        }
    }
}
