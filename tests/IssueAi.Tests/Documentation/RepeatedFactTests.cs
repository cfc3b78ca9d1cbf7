using System.Globalization;
using System.Text.RegularExpressions;
using IssueAi.Responses.Recording;
using IssueAi.Responses.Storage;
using IssueAi.Tables;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>Times on several pages agree with the code.</summary>
public sealed class RepeatedFactTests
{
    [Fact]
    public void Interval_OfTheRecording_IsTheSameOnAllPages() => AssertStated(
        RecordingPace.LongInterval.TotalMilliseconds, 6, @"(?:rows|lease|Recording|log)[^.|`]*?[ (]every ([\d,]+) ms", @"Recording<br>every ([\d,]+) ms", @"last ([\d,]+) ms", @"at most ([\d,]+) ms behind");

    [Fact]
    public void Interval_OfAFollowedRecording_IsTheSameOnAllPages() => AssertStated(
        RecordingPace.ShortInterval.TotalMilliseconds, 4, @"every (\d+) ms(?: once B follows|,\s+until nobody)", @"(\d+) ms while another instance follows", @"tries again after (\d+) ms", @"events, then (\d+) ms");

    [Fact]
    public void Lease_OfAnInstance_IsTheSameOnAllPages() => AssertStated(
        ResponseStore.LeaseTime.TotalSeconds, 4, @"lease expires (?:after |\()(\d+) s", @"\| (\d+) s, the lease", @"LeaseTime` \| (\d+) s", @"lease has expired when [^.]*? is (\d+) s");

    [Fact]
    public void TimeLimit_OfAnOperation_IsTheSameOnAllPages() => AssertStated(
        TableStorage.TimeLimit.TotalSeconds, 3, @"An operation has (\d+) s", @"`TableStorage` \| (\d+) s;", @"stops waiting after (\d+) s");

    private static void AssertStated(double expected, int atLeast, params string[] patterns)
    {
        var stated = MarkdownPage.All
            .SelectMany(page => patterns.SelectMany(pattern => Regex.Matches(page.Text, pattern)).Select(match => (page.Path, Value: match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal))))
            .ToList();

        Assert.True(stated.Count >= atLeast, $"Only {stated.Count} pages state the time: {string.Join(", ", stated)}");
        Assert.All(stated, place => Assert.Equal((place.Path, expected.ToString(CultureInfo.InvariantCulture)), place));
    }
}
