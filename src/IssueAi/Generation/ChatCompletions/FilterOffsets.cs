using System.Text.Json;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.ChatCompletions;

/// <summary>
/// Tells how much of the text stays when Azure's asynchronous filter stopped it: the part that it had checked. Azure counts from the
/// beginning of the prompt, so the answer begins where the first annotation does; without one, nothing is known to be clean.
/// </summary>
internal struct FilterOffsets
{
    private int? _answerOffset;

    public static (int? Start, int? Check) Read(ref Utf8JsonReader json)
    {
        (int? Start, int? Check) offsets = default;
        if (!json.TryEnterOrSkip(JsonTokenType.StartObject)) return offsets;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("start_offset"u8)) offsets.Start = json.ReadCount();
            else if (json.ValueTextEquals("check_offset"u8)) offsets.Check = json.ReadCount();
            else json.SkipValue();
        }

        return offsets;
    }

    /// <summary>Finds how many UTF-16 units of the answer stay; null where nothing is withdrawn.</summary>
    public int? FindRetraction((int? Start, int? Check) offsets, string? finishReason)
    {
        _answerOffset ??= offsets.Start;
        return finishReason == FinishReasons.ContentFilter && offsets.Check is { } checkedUpTo && _answerOffset is { } begin
            ? Math.Max(0, checkedUpTo - begin)
            : null;
    }
}
