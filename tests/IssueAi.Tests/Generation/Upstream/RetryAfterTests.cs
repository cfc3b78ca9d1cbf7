using IssueAi.Generation.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class RetryAfterTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2025, 1, 15, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("retry-after-ms", "250", 0.25)]
    [InlineData("retry-after-ms", "1e9", null)]
    [InlineData("retry-after-ms", "", null)]
    [InlineData("retry-after", "1.5", 1.5)]
    [InlineData("retry-after", "-1", null)]
    [InlineData("retry-after", "NaN", null)]
    [InlineData("retry-after", "99999999999999999999999", 86400.0)]
    [InlineData("retry-after", "Wed, 15 Jan 2025 10:01:00 GMT", 60.0)]
    [InlineData("retry-after", "Wed, 15 Jan 2025 09:00:00 GMT", 0.0)]
    [InlineData("retry-after", "Mon, 15 Jan 2125 10:00:00 GMT", 86400.0)]
    public void Read_OneHeader_UnderstandsItOrLeavesIt(string header, string value, double? expectedSeconds) =>
        Assert.Equal(expectedSeconds, Read((header, value))?.TotalSeconds);

    [Fact]
    public void Read_BothHeaders_TakesTheFinerOne() =>
        Assert.Equal(TimeSpan.FromMilliseconds(250), Read(("retry-after", "1"), ("retry-after-ms", "250")));

    [Fact]
    public void Read_NoHeader_IsNull() => Assert.Null(Read());

    private static TimeSpan? Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return RetryAfter.Read(response.Headers, Clock);
    }
}
