using System.Net.Http.Headers;

namespace IssueAi.IntegrationTests;

public sealed class LocalHostProgramTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("issue-ai-");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_Line_To_Paste_Gets_An_Answer_And_A_Signal_Ends_The_Program()
    {
        await using var run = LocalHostRun.Start([]);
        var address = await run.WaitForCurlAsync();
        var request = run.Output[(run.Output.IndexOf("-d '", StringComparison.Ordinal) + 4)..run.Output.LastIndexOf('\'')];

        using var client = new HttpClient { Timeout = Limits.Test };
        using var content = new StringContent(request, new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(address, content);
        var frames = await FrameReader.ReadAllAsync(response);
        await run.TerminateAsync();

        Assert.Equal(0, await run.WaitForExitAsync());
        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.Contains("voucher", frames.Text(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Local_Settings_Give_App_Settings_And_Origins()
    {
        CopyProgram();
        File.WriteAllText(
            Path.Combine(_folder.FullName, "local.settings.json"),
            """
            {
              // as Core Tools allow
              "IsEncrypted": false,
              "Values": { "LocalHost__FunctionKey": "key-of-the-file", "Streaming__WordDelay": "00:00:00" },
              "Host": { "CORS": "http://localhost:5173, https://app.example", "CORSCredentials": true },
            }
            """);
        await using var run = LocalHostRun.Start([], _folder.FullName);
        var address = await run.WaitForCurlAsync();
        using var client = new HttpClient { Timeout = Limits.Test };

        using var listed = await client.SendAsync(Preflight(address, "https://app.example"));
        using var stranger = await client.SendAsync(Preflight(address, "https://evil.example"));
        using var withoutKey = await client.PostAsync(address, content: null);

        Assert.Equal("https://app.example", Assert.Single(listed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("true", Assert.Single(listed.Headers.GetValues("Access-Control-Allow-Credentials")));
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
        await ProblemAssert.IsAsync(withoutKey, 401, "unauthorized");
    }

    [Fact]
    public async Task The_Environment_Overrides_Local_Settings()
    {
        CopyProgram();
        File.WriteAllText(Path.Combine(_folder.FullName, "local.settings.json"), """{"Values":{"Generation__MaxOutputTokens":"1","Streaming__WordDelay":"of the file"}}""");
        await using var run = LocalHostRun.Start([("Streaming__WordDelay", "of the environment")], _folder.FullName);

        await run.WaitForExitAsync();

        Assert.Contains("of the environment", run.Errors, StringComparison.Ordinal);
    }

    private void CopyProgram()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => !file.EndsWith("local.settings.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
    }

    private static HttpRequestMessage Preflight(Uri address, string origin) => new(HttpMethod.Options, address)
    {
        Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type" } },
    };
}
