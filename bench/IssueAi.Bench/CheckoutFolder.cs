using IssueAi.LocalHost;

namespace IssueAi.Bench;

/// <summary>The folder of the project that the bench was built from.</summary>
internal static class CheckoutFolder
{
    public static string Path { get; } =
        Checkout.Find()?.Root ?? throw new InvalidOperationException("The bench runs inside the checkout, where package-lock.json is.");
}
