using System.Buffers.Text;
using System.Text;
using FsCheck.Xunit;
using IssueAi.Responses.Storage;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses.Storage;

public sealed class HistoryPositionTests
{
    [Fact]
    public void TryDecode_Encoded_GivesItBack()
    {
        var position = HistoryPosition.Of(Storages.Summary(DateTimeOffset.UnixEpoch));

        Assert.True(HistoryPosition.TryDecode(position.Encode("history"), "history", out var decoded));
        Assert.Equal(position, decoded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000001|")]
    [InlineData("0000000000000000001")]
    [InlineData("1|abc")]
    [InlineData("000000000000000000x|abc")]
    [InlineData("-000000000000000001|abc")]
    [InlineData("9999999999999999999|abc")]
    [InlineData("0000000000000000001|a' or '")]
    [InlineData("0000000000000000001|a/b")]
    public void TryDecode_OtherText_IsFalse(string text)
    {
        Assert.False(HistoryPosition.TryDecode(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)), "history", out _));
    }

    [Fact]
    public void TryDecode_OfAnotherHistory_IsFalse() =>
        Assert.False(HistoryPosition.TryDecode(new HistoryPosition(1, "abc").Encode("history"), "another history", out _));

    [Property]
    public void TryDecode_Junk_IsFalse(string? token) => Assert.False(HistoryPosition.TryDecode(token ?? "", "history", out _));

    [Fact]
    public void TryDecode_TokenWithMore_IsFalse()
    {
        var token = new HistoryPosition(1, "abc").Encode("history");

        Assert.False(HistoryPosition.TryDecode(token + "=", "history", out _));
        Assert.False(HistoryPosition.TryDecode(token + " ", "history", out _));
    }
}
