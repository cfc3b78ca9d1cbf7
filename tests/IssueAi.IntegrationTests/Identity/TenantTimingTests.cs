using System.Text.Json;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Identity;

/// <summary>A busy machine doesn't allow assertions on time, so these compare its causes: the tables' operations and their bytes.</summary>
public sealed class TenantTimingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Unknown = "00000000000000000000000000000000";

    [Fact]
    public async Task Another_Tenants_Answer_Costs_The_Tables_What_One_That_Never_Was_Costs()
    {
        var tables = new TableUse();
        await using var provider = await IdentityProvider.StartAsync();
        await using var product = await Product.StartAsync(
            builder => builder.Services.AddSingleton(tables.CreateClient(azurite.ConnectionString)),
            ("Auth:Authority", provider.Authority),
            ("Auth:Audience", IdentityProvider.Audience));
        var (mine, theirs) = (provider.Issue("tenant-a"), provider.Issue("tenant-b"));
        product.Model.Script = _ => new Scenario { Chunks = [.. Enumerable.Repeat("A long answer, which takes its time to read. ", 500)] };
        using var post = await GuardedProduct.SendAsync(
            product, HttpMethod.Post, "api/ai/refine", mine, JsonSerializer.Serialize(new { issueId = "timing", description = "Any." }));
        await FrameReader.ReadAllAsync(post);

        foreach (var row in TenantTests.Requests)
        {
            var (method, path, json) = ((string)row[0], (string)row[1], (string?)row[2]);
            var foreign = await CountAsync(post.ResponseId(), method, path, json);
            var unknown = await CountAsync(Unknown, method, path, json);

            Assert.True(unknown.Operations > 0);
            Assert.True(foreign == unknown, $"{method} {path}: {foreign}, but {unknown} for an unknown one.");
        }

        async Task<(int Operations, long Bytes)> CountAsync(string responseId, string method, string path, string? json)
        {
            tables.Take();
            using var response = await GuardedProduct.SendAsync(product, new(method), $"api/ai/responses/{responseId}{path}", theirs, json);
            await ProblemAssert.IsAsync(response, 404, "response_unknown");
            return tables.Take();
        }
    }
}
