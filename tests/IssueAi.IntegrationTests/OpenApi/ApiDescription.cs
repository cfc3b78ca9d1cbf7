using System.Text.Json;
using System.Text.RegularExpressions;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>The service's OpenAPI document, and comparisons of requests and responses with it.</summary>
internal sealed class ApiDescription(JsonElement document)
{
    private readonly SchemaValidator _schemas = new(document);

    /// <summary>Gets all operations.</summary>
    public IEnumerable<ApiOperation> Operations =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new ApiOperation(operation.Value.GetProperty("operationId").GetString()!, operation.Name, path.Name, operation.Value);

    /// <summary>Gets the documented values of a frame's <c>type</c>.</summary>
    public IEnumerable<string> FrameTypes =>
        document.GetProperty("components").GetProperty("schemas").GetProperty("StreamFrame").GetProperty("discriminator").GetProperty("mapping").EnumerateObject().Select(frame => frame.Name);

    /// <summary>Finds the operation of a request.</summary>
    public ApiOperation Find(string method, string path) => Operations.Single(operation =>
        operation.Method.Equals(method, StringComparison.OrdinalIgnoreCase)
        && Regex.IsMatch(path, $"^{Regex.Replace(operation.Path, @"\{\w+\}", "[^/]+")}$"));

    /// <summary>Tells whether the document allows a request's body.</summary>
    public bool Allows(ApiOperation operation, JsonElement body) =>
        _schemas.Validate(operation.Json.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"), body).Count == 0;

    /// <summary>Returns the differences between a response and the document.</summary>
    public IReadOnlyList<string> Compare(ApiOperation operation, int status, HttpResponseMessage answer, string body)
    {
        if (!operation.Json.GetProperty("responses").TryGetProperty($"{status}", out var response)) return ["The status isn't declared."];

        var missing = Headers(response).Where(header => IsRequired(header.Value) && !answer.Headers.Contains(header.Name)).Select(header => $"The header {header.Name} is missing.").ToList();
        if (answer.Content.Headers.ContentType?.MediaType is not { } type) return body.Length == 0 ? missing : ["A body isn't declared."];
        if (!response.TryGetProperty("content", out var content) || !content.TryGetProperty(type, out var media)) return [$"{type} isn't declared."];

        var values = type == "text/event-stream" ? FrameReader.Frames(body) : [JsonElement.Parse(body)];
        return [.. missing, .. values.SelectMany(value => _schemas.Validate(media.GetProperty("schema"), value))];
    }

    private static List<JsonProperty> Headers(JsonElement response) =>
        response.TryGetProperty("headers", out var headers) ? [.. headers.EnumerateObject()] : [];

    private bool IsRequired(JsonElement header) => _schemas.Resolve(header).TryGetProperty("required", out var required) && required.GetBoolean();
}
