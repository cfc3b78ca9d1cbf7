namespace IssueAi.IntegrationTests;

/// <summary>The product with the shortest keep-alive interval.</summary>
public sealed class LivelyProduct() : ProductFixture(("Streaming:KeepAliveInterval", $"{KeepAliveInterval}"))
{
    public static TimeSpan KeepAliveInterval { get; } = TimeSpan.FromMilliseconds(200);
}
