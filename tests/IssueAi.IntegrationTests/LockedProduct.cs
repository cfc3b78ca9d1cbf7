namespace IssueAi.IntegrationTests;

/// <summary>The product with a function key.</summary>
public sealed class LockedProduct() : ProductFixture(("LocalHost:FunctionKey", Key))
{
    public const string Key = "function-key";
}
