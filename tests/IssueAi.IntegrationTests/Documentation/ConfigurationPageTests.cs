using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using IssueAi.Caching;
using IssueAi.Identity;
using IssueAi.LocalHost;
using IssueAi.Tests.Shared;

namespace IssueAi.IntegrationTests.Documentation;

/// <summary>docs/configuration.md lists every setting with its default, and no other setting.</summary>
public sealed partial class ConfigurationPageTests
{
    private const string Suffix = "Options";
    private const string NotSet = "not set";

    private static readonly MarkdownPage Page = new("docs/configuration.md");

    private static Dictionary<string, string> Documented => MarkdownPage.RowsOf(Page.Text)
        .SelectMany(row => Name().Matches(row[0]), (row, name) => (Name: name.Groups[1].Value, Default: row[1].Trim('`')))
        .ToDictionary(setting => setting.Name, setting => setting.Default);

    [Fact]
    public void Settings_OfThePage_AreThoseOfTheOptionsWithTheirDefaults()
    {
        var settings = typeof(CacheOptions).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Append(typeof(LocalHostOptions))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance), (type, property) => $"{SectionOf(type)}__{property.Name} = {DefaultOf(type, property)}");

        Assert.Equal(
            settings.Order(StringComparer.Ordinal),
            Documented.Where(setting => setting.Key.Contains("__", StringComparison.Ordinal)).Select(setting => $"{setting.Key} = {setting.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_OfTelemetry_AreOnThePage()
    {
        var names = TelemetryName().Matches(Repository.Read("src/IssueAi/Telemetry/TelemetryOptions.cs")).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(names.Order(StringComparer.Ordinal), Documented.Keys.Where(name => !name.Contains("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static string SectionOf(Type type) => type == typeof(ProxyOptions) ? "RateLimit" : type.Name[..^Suffix.Length];

    private static string DefaultOf(Type type, PropertyInfo property) => property.GetValue(Activator.CreateInstance(type)) switch
    {
        null or "" => NotSet,
        bool value => value ? "true" : "false",
        Uri value => value.OriginalString,
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("\"((?:APPLICATIONINSIGHTS|OTEL)_[A-Z_]+)\"")]
    private static partial Regex TelemetryName();
}
