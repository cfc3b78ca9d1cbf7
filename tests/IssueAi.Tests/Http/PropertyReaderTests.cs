using System.Text.Json;
using IssueAi.Http;

namespace IssueAi.Tests.Http;

public sealed class PropertyReaderTests
{
    [Fact]
    public void Read_OfRightProperties_GivesTheirValues()
    {
        var reader = Create("""{"id":"a","title":"t","labels":["x","y"],"flag":true}""");

        Assert.Equal("a", reader.Required("id", _ => null));
        Assert.Equal("t", reader.Text("title", 1));
        Assert.Equal(["x", "y"], reader.Texts("labels"));
        Assert.True(reader.Flag("flag"));
        Assert.Empty(reader.Errors);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":null,"labels":null,"flag":null}""")]
    public void Read_OfWhatIsAbsent_GivesNothing(string json)
    {
        var reader = Create(json);

        Assert.Null(reader.Text("title", 1));
        Assert.Null(reader.Texts("labels"));
        Assert.False(reader.Flag("flag"));
        Assert.Empty(reader.Errors);
    }

    [Theory]
    [InlineData("{}", "is required")]
    [InlineData("""{"id":null}""", "is required")]
    [InlineData("""{"id":7}""", "must be a string")]
    [InlineData("""{"id":"a"}""", "is wrong")]
    public void Required_OfWhatIsWrong_SaysSo(string json, string error)
    {
        var reader = Create(json);

        var value = reader.Required("id", _ => "is wrong");

        Assert.Empty(value);
        Assert.Equal([error], reader.Errors["id"]);
    }

    [Fact]
    public void Read_OfSeveralWrongProperties_GathersThem()
    {
        var reader = Create("""{"title":"too long","labels":{},"flag":"yes"}""");

        reader.Text("title", 3);
        reader.Texts("labels");
        reader.Flag("flag");

        Assert.Equal(["title", "labels", "flag"], reader.Errors.Keys);
    }

    private static PropertyReader Create(string json) => new(JsonElement.Parse(json));
}
