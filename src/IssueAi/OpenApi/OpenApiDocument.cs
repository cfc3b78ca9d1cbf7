using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IssueAi.OpenApi;

/// <summary>
/// Assembles the OpenAPI document: paths and methods from the functions' attributes, schemas from the serialized types, and
/// the rest from <c>openapi.json</c>, by the functions' names.
/// </summary>
internal sealed class OpenApiDocument(WireSchemas schemas)
{
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string ProblemSchema = "#/components/schemas/Problem";

    /// <summary>Creates the document.</summary>
    /// <param name="prefix">The prefix of all paths, such as <c>/api</c>.</param>
    /// <param name="routes">The routes that the functions declare.</param>
    /// <exception cref="InvalidOperationException">A function has no description, or a description has no function.</exception>
    public JsonObject Create(string prefix, IReadOnlyList<ApiRoute> routes)
    {
        var document = ReadTemplate();
        var operations = document.Take("x-operations");
        var problems = document.Take("x-problems");
        var known = document["components"]!["schemas"]!.AsObject();
        foreach (var (name, schema) in schemas.Create()) known.Add(name, schema);

        var paths = new JsonObject();
        foreach (var route in routes)
        {
            var path = $"{prefix}/{route.Path}";
            if (paths[path] is not JsonObject item) paths[path] = item = [];
            var operation = operations.Take(route.Function);
            Complete(operation, route, problems);
            foreach (var method in route.Methods) item.Add(method, operation.DeepClone());
        }

        if (operations.Count > 0) throw new InvalidOperationException($"No function is called '{operations.First().Key}'.");
        document["paths"] = paths;
        return document;
    }

    private static JsonObject ReadTemplate()
    {
        using var template = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("OpenApi/openapi.json")!;
        return JsonNode.Parse(template)!.AsObject();
    }

    private static void Complete(JsonObject operation, ApiRoute route, JsonObject problems)
    {
        operation["operationId"] = route.Function;
        if (!route.NeedsKey) operation["security"] = new JsonArray();
        var responses = operation["responses"]!.AsObject();
        var codes = operation.Take<JsonArray>("x-problems").Select(code => code!.GetValue<string>());
        foreach (var same in codes.GroupBy(code => $"{problems[code]!["status"]}"))
        {
            var problem = DescribeProblem(same.Key, [.. same], problems);
            if (responses[same.Key] is JsonObject other) AddTo(other, problem);
            else responses.Add(same.Key, problem);
        }
    }

    // A status may come with a body of its own or with a problem's; headers then belong to one of the two.
    private static void AddTo(JsonObject response, JsonObject problem)
    {
        response["description"] = $"{response["description"]} {problem["description"]}";
        foreach (var part in (string[])["content", "headers"])
        {
            if (problem[part] is not JsonObject more) continue;
            if (response[part] is not JsonObject merged) response[part] = merged = [];
            foreach (var (name, value) in more) merged.Add(name, value!.DeepClone());
        }
    }

    private static JsonObject DescribeProblem(string status, string[] codes, JsonObject problems)
    {
        var headers = new JsonObject();
        foreach (var name in codes.SelectMany(code => problems[code]!["headers"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Distinct())
            headers.Add(name, new JsonObject { ["$ref"] = $"#/components/headers/{name}" });

        var response = new JsonObject
        {
            ["description"] = string.Join(" ", codes.Select(code => $"`{code}`: {problems[code]!["description"]}")),
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["allOf"] = new JsonArray(
                            new JsonObject { ["$ref"] = ProblemSchema },
                            new JsonObject
                            {
                                ["type"] = "object",
                                ["properties"] = new JsonObject
                                {
                                    ["status"] = new JsonObject { ["const"] = int.Parse(status, CultureInfo.InvariantCulture) },
                                    ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => JsonValue.Create(code))]) },
                                },
                            }),
                    },
                },
            },
        };
        if (headers.Count > 0) response["headers"] = headers;
        return response;
    }
}
