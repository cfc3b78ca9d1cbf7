using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

public sealed class RatingCountTests
{
    private readonly RatingCount _count = new();

    [Fact]
    public void Add_ForTheFirstTime_AsksForALook() => Assert.True(_count.Add());

    [Fact]
    public void Add_AfterALook_AsksForNoneUntilEnoughHaveCome()
    {
        _count.Add();
        _count.SetMissing(49);
        _count.IsDueAgain();

        var looks = Enumerable.Range(0, 49).Select(_ => _count.Add()).ToList();

        Assert.Equal(48, looks.IndexOf(true));
    }

    [Fact]
    public void Add_DuringALook_AsksForNoneAndMakesTheNextOneDueSooner()
    {
        _count.Add();

        Assert.False(_count.Add());
        _count.SetMissing(1);
        Assert.True(_count.IsDueAgain());
        _count.SetMissing(50);
        Assert.False(_count.IsDueAgain());
    }
}
