using System.Text.Json;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Catalog;
using IssueAi.Actions.Refine;
using IssueAi.Answers;

namespace IssueAi.Tests.Actions;

public sealed class ResultReaderTests
{
    private static readonly string Long = new('x', 40_000);

    [Theory]
    [InlineData("refine", """{"title":"A","description":"B","acceptanceCriteria":["C"]}""")]
    [InlineData("estimate", """{"points":5,"range":[3,8],"assumptions":["A"]}""")]
    [InlineData("estimate", """{"points":0.5,"range":[0.5,1],"hours":4,"assumptions":[]}""")]
    [InlineData("breakdown", """{"subtasks":[{"title":"A","acceptanceCriteria":["B"],"points":1,"dependsOn":[]},{"title":"C","acceptanceCriteria":[],"points":2,"dependsOn":[0]}]}""")]
    public void Read_OfWhatFits_KeepsIt(string action, string json) => Assert.Equal(json, Read(action, json));

    [Theory]
    [InlineData("""{"title":" A ","description":"B\n"}""", """{"title":"A","description":"B","acceptanceCriteria":[]}""")]
    [InlineData("""{"Title":"A","Description":"B","acceptance_criteria":"- [ ] C\n\n* D\n[x] E"}""", """{"title":"A","description":"B","acceptanceCriteria":["C","D","[x] E"]}""")]
    [InlineData("""{"title":"A","description":"B","acceptanceCriteria":["C",""," ",7,null,{"x":1}],"more":1}""", """{"title":"A","description":"B","acceptanceCriteria":["C","7"]}""")]
    [InlineData("""{"title":"A","description":"B","acceptanceCriteria":null}""", """{"title":"A","description":"B","acceptanceCriteria":[]}""")]
    public void Read_OfARefinement_Repairs(string written, string expected) => Assert.Equal(expected, Read("refine", written));

    [Theory]
    [InlineData("""{"points":"5"}""", """{"points":5,"range":[5,5],"assumptions":[]}""")]
    [InlineData("""{"points":"8 points","range":"5–13","hours":"16h"}""", """{"points":8,"range":[5,13],"hours":16,"assumptions":[]}""")]
    [InlineData("""{"points":5.0,"range":[8,3]}""", """{"points":5,"range":[3,8],"assumptions":[]}""")]
    [InlineData("""{"points":5,"range":{"low":1,"high":"3"}}""", """{"points":5,"range":[1,5],"assumptions":[]}""")]
    [InlineData("""{"points":5,"range":[0,-1,9999],"hours":-2}""", """{"points":5,"range":[5,5],"assumptions":[]}""")]
    [InlineData("""{"points":4,"range":[3,5,8],"hours":"many","assumptions":"One\nTwo"}""", """{"points":4,"range":[3,8],"assumptions":["One","Two"]}""")]
    public void Read_OfAnEstimate_Repairs(string written, string expected) => Assert.Equal(expected, Read("estimate", written));

    [Theory]
    [InlineData("[[1],[0]]", "[[1],[]]")]
    [InlineData("[[0],[1,0,0]]", "[[],[0]]")]
    [InlineData("[[],[-1,7,0.5,0]]", "[[],[0]]")]
    [InlineData("[[],[1],[2,1]]", "[[],[],[1]]")]
    [InlineData("[[],[1],[2,1],[3]]", "[[],[],[1],[]]")]
    [InlineData("[[],[1],[3,2],[]]", "[[],[],[3],[]]")]
    [InlineData("[[],[1],[2],[4]]", "[[],[0],[1],[]]")]
    [InlineData("""["1",0,"#0, 1",null]""", "[[1],[],[0,1],[]]")]
    [InlineData("[[1],[2],[0]]", "[[1],[2],[]]")]
    public void Read_OfABreakdown_KeepsTheDependenciesThatCanBe(string dependsOn, string expected)
    {
        var subtasks = JsonElement.Parse(dependsOn).EnumerateArray().Select((list, index) => $$"""{"title":"T{{index}}","points":1,"dependsOn":{{list.GetRawText()}}}""");

        var result = Assert.IsType<BreakdownResult>(ReadResult("breakdown", $$"""{"subtasks":[{{string.Join(',', subtasks)}}]}"""));

        Assert.Equal(expected, JsonSerializer.Serialize(result.Subtasks.Select(subtask => subtask.DependsOn)));
    }

    [Fact]
    public void Read_OfABreakdownWithManyDependencies_Ends()
    {
        var all = string.Join(',', Enumerable.Range(0, 50));
        var subtasks = string.Join(',', Enumerable.Range(0, 50).Select(index => $$"""{"title":"T{{index}}","points":1,"dependsOn":[{{all}}]}"""));

        var result = Assert.IsType<BreakdownResult>(ReadResult("breakdown", $"[{subtasks}]"));

        Assert.Equal(50 * 49 / 2, result.Subtasks.Sum(subtask => subtask.DependsOn.Count));
    }

    [Fact]
    public void Read_OfWhatIsTooLong_CutsIt()
    {
        var refined = Assert.IsType<RefineResult>(ReadResult(
            "refine", JsonSerializer.Serialize(new { title = new string('x', 299) + "📚", description = Long, acceptanceCriteria = Enumerable.Repeat(Long, 60) })));
        var subtasks = string.Join(',', Enumerable.Repeat("""{"title":"T","points":1,"dependsOn":[0,55]}""", 60));
        var broken = Assert.IsType<BreakdownResult>(ReadResult("breakdown", $$"""{"subtasks":[{{subtasks}}]}"""));

        Assert.Equal((299, 32_000, 50), (refined.Title.Length, refined.Description.Length, refined.AcceptanceCriteria.Count));
        Assert.All(refined.AcceptanceCriteria, criterion => Assert.Equal(1000, criterion.Length));
        Assert.Equal(50, broken.Subtasks.Count);
        Assert.All(broken.Subtasks.Skip(1), subtask => Assert.Equal([0], subtask.DependsOn));
    }

    [Theory]
    [InlineData("refine", """{"description":"B"}""")]
    [InlineData("refine", """{"title":"","description":"B"}""")]
    [InlineData("refine", """{"title":["A"],"description":"B"}""")]
    [InlineData("refine", """{"title":"A"}""")]
    [InlineData("refine", """["A","B"]""")]
    [InlineData("estimate", """{}""")]
    [InlineData("estimate", """{"points":0}""")]
    [InlineData("estimate", """{"points":-5}""")]
    [InlineData("estimate", """{"points":101}""")]
    [InlineData("estimate", """{"points":1e999}""")]
    [InlineData("estimate", """{"points":"3-5"}""")]
    [InlineData("estimate", """{"points":null}""")]
    [InlineData("estimate", """{"points":[5]}""")]
    [InlineData("estimate", """5""")]
    [InlineData("breakdown", """{"subtasks":[]}""")]
    [InlineData("breakdown", """{"subtasks":{"title":"A","points":1}}""")]
    [InlineData("breakdown", """{"subtasks":[{"title":"A","points":1},{"title":"B"}]}""")]
    [InlineData("breakdown", """{"subtasks":[{"points":1}]}""")]
    [InlineData("breakdown", """{"subtasks":["A"]}""")]
    public void Read_OfWhatCannotBeRepaired_GivesNothing(string action, string written) => Assert.Null(ReadResult(action, written));

    private static string Read(string action, string written) =>
        JsonSerializer.Serialize(ReadResult(action, written), ReaderOf(action).ResultType);

    private static object? ReadResult(string action, string written) => ReaderOf(action).Read(JsonElement.Parse(written));

    private static IResultReader ReaderOf(string action) => ActionCatalog.BuiltIn.Single(known => known.Name == action).Results!;
}
