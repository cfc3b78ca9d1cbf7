using System.Text.Json;

namespace IssueAi.IntegrationTests;

/// <summary>Assertions for every refusal before the stream.</summary>
internal static class ProblemAssert
{
    /// <summary>Asserts that a response is a problem with a status and a code, and returns its body.</summary>
    public static async Task<JsonElement> IsAsync(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);

        var problem = JsonElement.Parse(body);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.All(["type", "title", "detail"], name => Assert.NotEmpty(problem.GetProperty(name).GetString()!));
        Assert.All(["Exception", "   at ", "System."], trace => Assert.DoesNotContain(trace, body, StringComparison.Ordinal));
        return problem;
    }

    /// <summary>Asserts that a response is a 400 with errors for exactly the given properties, and returns its body.</summary>
    public static async Task<JsonElement> IsInvalidAsync(HttpResponseMessage response, params string[] properties)
    {
        var problem = await IsAsync(response, 400, "invalid_request");
        var errors = problem.GetProperty("errors").EnumerateObject().ToList();
        Assert.Equal(properties, errors.Select(error => error.Name));
        Assert.All(errors, error => Assert.NotEmpty(Assert.Single(error.Value.EnumerateArray()).GetString()!));
        return problem;
    }
}
