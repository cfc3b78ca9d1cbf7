namespace IssueAi.WebTests;

/// <summary>A test that needs a browser, and is skipped with the reason if there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}
