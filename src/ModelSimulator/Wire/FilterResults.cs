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

    public static ReadOnlySpan<byte> StoppedPrompt =>
        """{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":false},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"medium"}}"""u8;

    public static ReadOnlySpan<byte> ProtectedMaterial => """{"protected_material_text":{"detected":true,"filtered":true}}"""u8;
}
