using IssueAi.Generation;
using Microsoft.Extensions.Logging;

namespace IssueAi.Health;

/// <summary>Checks whether the model's endpoint can be reached. Any HTTP answer counts, and it uses no tokens.</summary>
internal sealed partial class ModelProbe(ModelIdentity model, ILogger<ModelProbe> logger) : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    // Without the key: an anonymous health check must not use it.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeLimit };

    public async Task<bool> IsReachedAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(model.Endpoint, HttpCompletionOption.ResponseHeadersRead);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Log.Unreachable(logger, exception.GetType().Name);
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The model's endpoint can't be reached: {Reason}.")]
        public static partial void Unreachable(ILogger logger, string reason);
    }
}
