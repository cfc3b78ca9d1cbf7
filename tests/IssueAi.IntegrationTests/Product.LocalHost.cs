using IssueAi.LocalHost;
using Microsoft.AspNetCore.Builder;

namespace IssueAi.IntegrationTests;

/// <summary>The product on LocalHost, in the tests' process.</summary>
internal sealed partial class Product
{
    /// <summary>The beginning of a stream's body, before its first event.</summary>
    public const string Opening = "";

    /// <summary>The value of a stream's <c>Connection</c> header.</summary>
    public const string ConnectionHeader = "keep-alive";

    /// <summary>Starts the product with settings in the form <c>Section:Key</c>.</summary>
    public static Task<Product> StartAsync(params (string Key, string Value)[] settings) => StartAsync(configure: null, settings);

    /// <summary>Provides a product for a test class; starting one is cheap here.</summary>
    public static Task<Product> ShareAsync(params (string Key, string Value)[] settings) => StartAsync(settings);

    /// <summary>Starts the product with services that the test chooses.</summary>
    public static async Task<Product> StartAsync(Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
    {
        await using var started = new AsyncDisposables();
        var model = started.Add(await StartModelAsync());
        (string Key, string Value)[] ofHost = [("urls", "http://127.0.0.1:0"), ("LocalHost:Azurite", "false"), ("LocalHost:Page", "false")];
        var args = ofHost.Concat(DefaultSettings(model)).Concat(settings).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value });
        var host = started.Add(await LocalHostApplication.StartAsync([.. args], configure));
        return new Product(started.Release(), host.Address, model);
    }
}
