using System.Text.Json;

namespace IssueAi.IntegrationTests;

/// <summary>Assertions for every failed stream.</summary>
internal static class FailureAssert
{
    /// <summary>Asserts that a body ends with a complete error frame, and returns the frame.</summary>
    public static JsonElement EndsWithError(string body, string code, bool retryable)
    {
        var error = FrameReader.Frames(body)[^1];
        string[] properties = retryable
            ? ["type", "message", "code", "retryable", "retryAfterSeconds", "responseId"]
            : ["type", "message", "code", "retryable", "responseId"];
        Assert.Equal("error", error.TypeOf());
        Assert.Equal(properties, error.EnumerateObject().Select(property => property.Name));
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal(retryable, error.GetProperty("retryable").GetBoolean());
        Assert.Matches("^[0-9a-f]{32}$", error.GetProperty("responseId").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error;
    }

    /// <summary>Asserts that a body contains no details of the model's endpoint.</summary>
    public static void TellsNothingPrivate(string body, Product product)
    {
        string[] secrets =
        [
            Product.ModelKey, product.Model.Endpoint.Authority, $":{product.Model.Endpoint.Port}", Product.Deployment,
            "Exception", "System.", "   at ", "simulator was told", "DeploymentNotFound", "innererror", "/openai/",
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, body, StringComparison.OrdinalIgnoreCase));
    }
}
