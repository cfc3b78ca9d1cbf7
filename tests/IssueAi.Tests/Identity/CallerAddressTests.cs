using System.Net;
using IssueAi.Identity;
using IssueAi.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IssueAi.Tests.Identity;

public sealed class CallerAddressTests
{
    private const string Connection = "192.0.2.99";

    [Theory]
    [InlineData("5.6.7.8", "5.6.7.8")]
    [InlineData("1.2.3.4, 5.6.7.8", "5.6.7.8")]
    [InlineData("1.2.3.4,5.6.7.8", "5.6.7.8")]
    [InlineData("unknown, \"quoted\", ,5.6.7.8:51234", "5.6.7.8")]
    [InlineData("1.2.3.4, ::ffff:5.6.7.8", "5.6.7.8")]
    [InlineData("1.2.3.4, \"[2001:db8:1:2:3:4:5:6]:443\"", "20010db800010002")]
    [InlineData("1.2.3.4, [2001:db8:1:2:3:4:5:6]", "20010db800010002")]
    [InlineData("1.2.3.4, 2001:db8:1:2:ffff::1", "20010db800010002")]
    public void Of_OneProxy_IsTheLastEntryWhateverTheCallerPrepends(string header, string expected) =>
        Assert.Equal(expected, Find(header, trustedProxies: 1));

    [Theory]
    [InlineData(2, "5.6.7.8")]
    [InlineData(3, "1.2.3.4")]
    [InlineData(4, Connection)]
    public void Of_SeveralProxies_IsThatManyEntriesFromTheRight(int trustedProxies, string expected) =>
        Assert.Equal(expected, Find("1.2.3.4, 5.6.7.8, 9.10.11.12", trustedProxies));

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3.4, ")]
    [InlineData("1.2.3.4, unknown")]
    [InlineData("1.2.3.4, 42")]
    [InlineData("1.2.3.4, 5.6.7.8.9")]
    [InlineData("1.2.3.4, 5.6.7.8:port")]
    [InlineData("1.2.3.4, for=5.6.7.8")]
    [InlineData("1.2.3.4, _hidden")]
    public void Of_NoAddressInItsPlace_IsTheConnections(string header) => Assert.Equal(Connection, Find(header, trustedProxies: 1));

    [Fact]
    public void Of_NoHeader_IsTheConnections() => Assert.Equal(Connection, Find(StringValues.Empty, trustedProxies: 1));

    [Fact]
    public void Of_NoTrustedProxy_IsTheConnections() => Assert.Equal(Connection, Find("1.2.3.4", trustedProxies: 0));

    [Fact]
    public void Of_SeveralLines_ReadsThemAsOneList() =>
        Assert.Equal("5.6.7.8", Find(new StringValues(["1.2.3.4", "5.6.7.8, 9.10.11.12"]), trustedProxies: 2));

    [Fact]
    public void Of_AnotherHeader_ReadsThatOne()
    {
        var context = Create("1.2.3.4");
        context.Request.Headers["X-Azure-ClientIP"] = "5.6.7.8";

        Assert.Equal("5.6.7.8", CallerAddress.Of(context, new() { ClientAddressHeader = "X-Azure-ClientIP" }));
    }

    [Fact]
    public void Of_NoConnection_IsOneForAll() => Assert.Equal("unknown", CallerAddress.Of(new DefaultHttpContext(), new()));

    private static string Find(StringValues header, int trustedProxies) =>
        CallerAddress.Of(Create(header), new ProxyOptions { TrustedProxies = trustedProxies });

    private static DefaultHttpContext Create(StringValues header)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(Connection) } };
        context.Request.Headers["X-Forwarded-For"] = header;
        return context;
    }
}
