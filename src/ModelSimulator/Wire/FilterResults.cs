using System.Text.Json;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>The results of Azure's content filter, as JSON.</summary>
internal static class FilterResults
{
    public static ReadOnlySpan<byte> None => "{}"u8;

    public static ReadOnlySpan<byte> Safe =>
        """{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}"""u8;

    public static ReadOnlySpan<byte> SafePrompt =>
        """{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":false},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}"""u8;

    public static ReadOnlySpan<byte> Stopped =>
        """{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"medium"}}"""u8;

    public static ReadOnlySpan<byte> ProtectedMaterial => """{"protected_material_text":{"detected":true,"filtered":true}}"""u8;

    /// <summary>Writes what is said of a prompt that was stopped for one category.</summary>
    public static void WriteStoppedPrompt(Utf8JsonWriter json, string category)
    {
        json.WriteStartObject();
        foreach (var name in (string[])["hate", "indirect_attack", "jailbreak", "self_harm", "sexual", "violence"])
        {
            json.WriteStartObject(name);
            json.WriteBoolean("filtered"u8, name == category);
            if (name is "indirect_attack" or "jailbreak") json.WriteBoolean("detected"u8, name == category);
            else json.WriteString("severity"u8, name == category ? "medium" : "safe");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
