using System.Net;
using System.Text.Json;
using IssueAi.Actions;
using IssueAi.ModelSimulator;
using IssueAi.Prompts;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Actions;

/// <summary>An action that the product doesn't contain: one registration adds it everywhere.</summary>
public sealed class AddedActionTests : IAsyncLifetime
{
    private static readonly IssueAction Label = new(
        new PromptFile("label", "label-1", "Task: label\n\nSort the issue.\n\n```json\n{\"label\": \"bug\", \"priority\": 2}\n```\n"),
        new LabelResultReader());

    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.StartAsync(builder => builder.Services.AddSingleton(Label));

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Its_Answer_Streams_With_A_Checked_Result()
    {
        var frames = await AskAsync("A bug, ", "and urgent.", "\n```json\n{\"label\":\"bug\",\"priority\":\"1\"}\n```");

        Assert.Equal("A bug, and urgent.\n", frames.Text());
        Assert.Equal("""{"label":"bug","priority":1}""", frames.Result()!.Value.GetRawText());
        Assert.Equal("metadata", frames[^1].TypeOf());
    }

    [Fact]
    public async Task A_Result_That_Does_Not_Fit_Is_Left_Out()
    {
        var frames = await AskAsync("Some words.", "\n```json\n{\"label\":\"bug\",\"priority\":9}\n```");

        Assert.Null(frames.Result());
        Assert.Equal("Some words.\n", frames.Text());
    }

    [Fact]
    public async Task The_Simulator_Answers_It_In_The_Form_Of_Its_Instructions()
    {
        _product.Model.Script = null;

        using var response = await _product.PostAsync("The Pay button does nothing.", "label");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.NotEmpty(frames.Text());
        Assert.Equal("bug", frames.Result()!.Value.GetProperty("label").GetString());
    }

    [Fact]
    public async Task It_Is_In_The_OpenApi_Document_With_The_Schema_Of_Its_Result()
    {
        using var document = JsonDocument.Parse(await _product.Client.GetStringAsync("api/openapi.json"));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        Assert.Equal(["breakdown", "estimate", "label", "refine"], schemas.GetProperty("Action").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(4, schemas.GetProperty("LabelResult").GetProperty("properties").GetProperty("priority").GetProperty("maximum").GetDouble());
        Assert.Contains("#/components/schemas/LabelResult", schemas.GetProperty("AnswerResult").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Refusal_Of_Another_Action_Lists_It()
    {
        using var response = await _product.PostAsync("Anything.", "translate");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("breakdown, estimate, label, refine", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(params string[] chunks)
    {
        _product.Model.Script = _ => new Scenario { Chunks = chunks };
        using var response = await _product.PostAsync("Anything.", "label");
        return await FrameReader.ReadAllAsync(response);
    }
}
