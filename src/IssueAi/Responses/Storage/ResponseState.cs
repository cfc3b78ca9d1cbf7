using System.Text.Json.Serialization;

namespace IssueAi.Responses.Storage;

/// <summary>The state of a response.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ResponseState>))]
public enum ResponseState
{
    /// <summary>The model generates it.</summary>
    Running,

    /// <summary>It is complete.</summary>
    Completed,

    /// <summary>A client cancelled it, or its last reader left.</summary>
    Cancelled,

    /// <summary>The model or the content filter failed it.</summary>
    Failed,

    /// <summary>The instance that generated it died.</summary>
    Interrupted,
}
