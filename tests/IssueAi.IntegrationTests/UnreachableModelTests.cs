using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IssueAi.IntegrationTests;

public sealed class UnreachableModelTests
{
    [Fact]
    public async Task Nobody_At_The_Endpoint_Is_Unavailable()
    {
        var port = FreePort();
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", $"http://127.0.0.1:{port}/"));

        using var response = await product.PostAsync("Anything.");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Single(FrameReader.Frames(body));
        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
        FailureAssert.TellsNothingPrivate(body, product);
        Assert.DoesNotContain(port.ToString(CultureInfo.InvariantCulture), body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Host_That_Does_Not_Exist_Is_Unavailable()
    {
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", "https://nobody.invalid/"));

        using var response = await product.PostAsync("Anything.");
        var body = await response.Content.ReadAsStringAsync();

        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
        Assert.DoesNotContain("nobody.invalid", body, StringComparison.Ordinal);
    }

    // Nothing listens on a port that was just released.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
