using System.Text.Encodings.Web;
using System.Text.Json;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>The parts that streamed and whole answers have in common.</summary>
internal static class CompletionJson
{
    public const string SystemFingerprint = "fp_simulator1";

    /// <summary>Letters of all scripts go out as they are, as the service sends them. The shapes are ours, so nothing need check them.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void WriteIdentity(Utf8JsonWriter json, CompletionPlan plan, ReadOnlySpan<byte> kind)
    {
        json.WriteNumber("created"u8, plan.Created);
        json.WriteString("id"u8, plan.Id);
        json.WriteString("model"u8, plan.Model);
        json.WriteString("object"u8, kind);
        json.WriteString("system_fingerprint"u8, SystemFingerprint);
    }

    public static void WritePromptFilterResults(Utf8JsonWriter json)
    {
        json.WriteStartArray("prompt_filter_results"u8);
        json.WriteStartObject();
        json.WriteNumber("prompt_index"u8, 0);
        WriteFilterResults(json, FilterResults.SafePrompt);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void WriteFilterResults(Utf8JsonWriter json, ReadOnlySpan<byte> results)
    {
        json.WritePropertyName("content_filter_results"u8);
        json.WriteRawValue(results, skipInputValidation: true);
    }

    public static void WriteUsage(Utf8JsonWriter json, SimulatedUsage usage)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("completion_tokens"u8, usage.CompletionTokens);
        json.WriteNumber("prompt_tokens"u8, usage.PromptTokens);
        json.WriteNumber("total_tokens"u8, usage.CompletionTokens + usage.PromptTokens);
        json.WriteEndObject();
    }

    /// <summary>Writes the log-probabilities of <paramref name="count"/> tokens from <paramref name="start"/> on, or null.</summary>
    public static void WriteLogProbabilities(Utf8JsonWriter json, CompletionPlan plan, int start, int count)
    {
        if (plan.LogProbabilities is not { } probabilities || count == 0)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("content"u8);
        for (var index = start; index < start + count; index++)
            WriteToken(json, plan.Tokens[index], probabilities.Of(plan.Tokens, index), plan.Request.TopLogProbabilities);
        json.WriteEndArray();
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, string token, double logProbability, int alternatives)
    {
        json.WriteStartObject();
        WriteProbability(json, token, logProbability);
        json.WriteStartArray("top_logprobs"u8);
        for (var rank = 0; rank < alternatives; rank++)
        {
            var (word, probability) = rank == 0
                ? (token, logProbability)
                : LogProbabilities.Alternative(token, logProbability, rank);
            json.WriteStartObject();
            WriteProbability(json, word, probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProbability(Utf8JsonWriter json, string token, double logProbability)
    {
        json.WriteString("token"u8, token);
        json.WriteNumber("logprob"u8, logProbability);
        json.WriteStartArray("bytes"u8);
        Span<byte> utf8 = stackalloc byte[8];
        foreach (var rune in token.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)]) json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
