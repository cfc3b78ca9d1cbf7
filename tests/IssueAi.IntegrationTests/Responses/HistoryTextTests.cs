using System.Text.Json;
using IssueAi.IntegrationTests.Identity;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>A history with texts reads the log of each response: no request reads more than twenty.</summary>
public sealed class HistoryTextTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Answers = 25;
    private const int MaxTexts = 20;
    private const int Actions = 3;

    private readonly TableUse _tables = new();
    private readonly string _issueId = $"history-{Guid.NewGuid():N}";
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(builder => builder.Services.AddSingleton(_tables.CreateClient(azurite.ConnectionString)));
        var number = 0;
        _product.Model.Script = _ => new Scenario { Chunks = [$"Answer {++number}."] };
        for (var answer = 0; answer < Answers; answer++)
        {
            using var response = await _product.PostJsonAsync(JsonSerializer.Serialize(new { issueId = _issueId, description = "Any." }));
            await response.Content.ReadAsStringAsync();
        }

        _tables.Take();
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_Page_With_Texts_Asks_The_Tables_No_More_Than_Twenty_Times_Beside_The_List()
    {
        var page = await ListAsync("limit=100&include=text");

        Assert.InRange(_tables.Take().Operations, 1, MaxTexts + Actions);
        Assert.Equal(MaxTexts, page.GetProperty("items").GetArrayLength());
        Assert.NotNull(page.GetProperty("continuation").GetString());
    }

    [Fact]
    public async Task The_Pages_With_Texts_Hold_Every_Answer_Once_Newest_First()
    {
        var first = await ListAsync("limit=100&include=text");
        var second = await ListAsync($"limit=100&include=text&continuation={first.GetProperty("continuation").GetString()}");

        var texts = TextsOf(first).Concat(TextsOf(second));

        Assert.Equal(Enumerable.Range(1, Answers).Reverse().Select(number => $"Answer {number}."), texts);
        Assert.Null(second.GetProperty("continuation").GetString());
    }

    [Fact]
    public async Task A_Page_Without_Texts_Is_As_Long_As_It_Was_Asked_For()
    {
        var page = await ListAsync("limit=100");

        Assert.Equal(Answers, page.GetProperty("items").GetArrayLength());
        Assert.Null(page.GetProperty("continuation").GetString());
        Assert.InRange(_tables.Take().Operations, 1, Actions);
    }

    private static IEnumerable<string?> TextsOf(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString());

    private async Task<JsonElement> ListAsync(string query)
    {
        using var response = await _product.Client.GetAsync($"api/issues/{_issueId}/responses?{query}");
        Assert.Equal(200, (int)response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }
}
