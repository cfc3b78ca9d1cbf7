using System.Text.Json;
using System.Text.Json.Serialization;

namespace IssueAi.Responses.Storage;

/// <summary>Writes a <see cref="ResponseState"/> as the contract spells it: <c>completed</c>.</summary>
internal sealed class ResponseStateConverter() : JsonStringEnumConverter<ResponseState>(JsonNamingPolicy.SnakeCaseLower);
