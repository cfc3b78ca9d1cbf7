using System.Diagnostics;
using System.Text.Json;

namespace IssueAi.IntegrationTests.UiMessageStream;

/// <summary>A page with the Vercel AI SDK's <c>useChat</c>, which a test operates like a user.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChatPage(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Opens the page.</summary>
    /// <param name="sdk">The SDK's version.</param>
    /// <param name="api">The chat's address.</param>
    /// <param name="options">The page's options for the hook; also <c>body</c> for its transport, and the SDK's module.</param>
    public static async Task<ChatPage> OpenAsync(AiSdk sdk, Uri api, object options) => new(Process.Start(
        new ProcessStartInfo("node", ["tests/ui-message-stream/chat.mjs", api.ToString(), JsonSerializer.Serialize(options)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = await sdk.InstalledAsync(),
        })!);

    /// <summary>Sends a message as the user.</summary>
    public Task SendAsync(string text) => CommandAsync(new { command = "send", text });

    /// <summary>Presses a button as the user: <c>regenerate</c>, <c>stop</c> or <c>resume</c>.</summary>
    public Task PressAsync(string button) => CommandAsync(new { command = button });

    /// <summary>Waits until the page shows the expected state, and returns it.</summary>
    public async Task<Shown> UntilAsync(Func<Shown, bool> isIt)
    {
        var last = "nothing";
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Limits.Test) is { } line)
        {
            last = line;
            var shown = JsonSerializer.Deserialize<Shown>(line, JsonSerializerOptions.Web)!;
            if (isIt(shown)) return shown;
        }

        throw new InvalidOperationException($"The page ended after it showed: {last}\n{await _errors}");
    }

    /// <summary>Waits until a response has ended, successfully or not.</summary>
    public Task<Shown> UntilEndedAsync(int messages) => UntilAsync(shown => shown.Status is "ready" or "error" && shown.Messages.Count == messages);

    /// <summary>Closes the page in any state.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task CommandAsync(object command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The state of the page.</summary>
    internal sealed record Shown(string Status, string? Error, IReadOnlyList<Message> Messages);

    /// <summary>A message on the page.</summary>
    internal sealed record Message(string Id, string Role, string Text, IReadOnlyList<string> Data);
}
