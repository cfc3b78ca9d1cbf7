using System.Net;
using System.Text;
using IssueAi.Generation;
using Microsoft.Extensions.Logging;

namespace IssueAi.Health;

/// <summary>
/// Finds out whether the model's endpoint can be reached. Any HTTP answer will do, and no tokens are spent: the list of models is
/// asked for, without the key, since callers of the health check need not be known to the model.
/// </summary>
internal sealed partial class ModelProbe(ModelIdentity model, ILogger<ModelProbe> logger) : IDisposable
{
    private const int LongestBody = 4096;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    // The check follows a change of the endpoint's address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime }) { Timeout = TimeLimit };

    public async Task<ModelState> LookAsync()
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            using var answer = await _client.GetAsync(model.ModelList, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (await IsOfModelServerAsync(answer, limit.Token)) return ModelState.Reachable;

            Log.NoModelServer(logger, (int)answer.StatusCode);
            return ModelState.NoModelServer;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Log.Unreachable(logger, exception.GetType().Name);
            return ModelState.Unreachable;
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<bool> IsOfModelServerAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // Without the key most servers refuse, in words of their own; and one that fails may come back.
        var mayTell = answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed;
        if (!mayTell) return true;

        // An answer without anything tells nothing. Elsewhere than at a model's server there are pages, and words that nothing is there.
        var sign = await ReadFirstSignAsync(answer, cancellationToken);
        return sign is null || (answer.IsSuccessStatusCode && sign is '{' or '[');
    }

    private static async Task<char?> ReadFirstSignAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[LongestBody];
            var count = await body.ReadAtLeastAsync(bytes, LongestBody, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(bytes, 0, count).TrimStart('\ufeff', ' ', '\t', '\r', '\n') is [var first, ..] ? first : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It answered; the content doesn't matter.
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The model's endpoint can't be reached: {Reason}.")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The model's endpoint answers with status {Status}, but not as a chat-completions server: the setting of its address may lack a part of the path.")]
        public static partial void NoModelServer(ILogger logger, int status);
    }
}
