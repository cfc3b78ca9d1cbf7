using IssueAi.LocalHost;
using Microsoft.AspNetCore.Builder;

namespace IssueAi.IntegrationTests;

/// <summary>The product on LocalHost, in the tests' own process.</summary>
internal sealed partial class Product
{
    /// <summary>What a stream's body begins with, before its first event.</summary>
    public const string Opening = "";

    /// <summary>What the <c>Connection</c> header of a stream says.</summary>
    public const string ConnectionHeader = "keep-alive";

    /// <summary>Starts the product with settings as <c>Section:Key</c>.</summary>
    public static Task<Product> StartAsync(params (string Key, string Value)[] settings) => StartAsync(configure: null, settings);

    /// <summary>Gives a product for the tests of a class; starting one costs next to nothing here.</summary>
    public static Task<Product> ShareAsync(params (string Key, string Value)[] settings) => StartAsync(settings);

    /// <summary>Starts the product with services of the test's own.</summary>
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
