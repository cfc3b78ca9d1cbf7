namespace IssueAi.ModelSimulator.Http;

/// <summary>The lists of models, which clients ask for to see whether they are at the right place.</summary>
internal static class ModelListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ModelSimulatorOptions options)
    {
        foreach (var path in (string[])["/openai/v1/models", "/openai/models", "/v1/models"]) routes.MapGet(path, context => ListAsync(context, options));
    }

    private static Task ListAsync(HttpContext context, ModelSimulatorOptions options)
    {
        var isAzure = context.Request.Path.StartsWithSegments("/openai", StringComparison.Ordinal);
        var shown = isAzure && context.Request.Headers["api-key"].ToString() is { Length: > 0 } key ? key : Credentials.BearerToken(context.Request);
        if (string.IsNullOrEmpty(shown) || (options.ApiKey is not null && shown != options.ApiKey))
            return Errors.Unauthorized(isAzure).WriteAsync(context.Response, context.RequestAborted);

        return context.Response.WriteAsJsonAsync(new { @object = "list", data = new[] { new { id = options.Model, @object = "model" } } }, context.RequestAborted);
    }
}
