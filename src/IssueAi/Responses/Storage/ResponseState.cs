using System.Text.Json.Serialization;

namespace IssueAi.Responses.Storage;

/// <summary>How far a response has come.</summary>
[JsonConverter(typeof(ResponseStateConverter))]
public enum ResponseState
{
    /// <summary>The model is writing.</summary>
    Running,

    /// <summary>The answer is whole.</summary>
    Completed,

    /// <summary>Somebody stopped it, or everybody left.</summary>
    Cancelled,

    /// <summary>The model or the content filter ended it.</summary>
    Failed,

    /// <summary>The instance that was writing it died.</summary>
    Interrupted,
}
