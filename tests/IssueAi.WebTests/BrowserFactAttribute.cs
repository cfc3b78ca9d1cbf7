namespace IssueAi.WebTests;

/// <summary>A test that needs a browser, and is skipped, saying why, where none is to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}
