using System.Buffers;
using System.Text.Json;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>Writes an answer that isn't streamed: one <c>chat.completion</c>.</summary>
internal static class CompletionBody
{
    public static void Write(IBufferWriter<byte> output, CompletionPlan plan, int tokens, string finishReason)
    {
        using var json = new Utf8JsonWriter(output, CompletionJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray("choices"u8);
        WriteChoice(json, plan, tokens, finishReason);
        json.WriteEndArray();
        CompletionJson.WriteIdentity(json, plan, "chat.completion"u8);
        if (plan.IsAzure) CompletionJson.WritePromptFilterResults(json);
        CompletionJson.WriteUsage(json, plan.UsageAfter(tokens));
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, CompletionPlan plan, int tokens, string finishReason)
    {
        json.WriteStartObject();
        if (plan.IsAzure) CompletionJson.WriteFilterResults(json, finishReason is "content_filter" ? FilterResults.Stopped : FilterResults.Safe);
        json.WriteString("finish_reason"u8, finishReason);
        json.WriteNumber("index"u8, 0);
        CompletionJson.WriteLogProbabilities(json, plan, 0, tokens);
        json.WriteStartObject("message"u8);
        json.WriteString("content"u8, string.Concat(plan.Tokens.Take(tokens)));
        json.WriteNull("refusal"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
