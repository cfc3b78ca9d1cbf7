using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Identity;

/// <summary>
/// Loads the issuer's keys. All waiting requests share one attempt, and a failed one is repeated only after a pause, so that
/// requests can't flood the issuer.
/// </summary>
internal sealed partial class IssuerDiscovery(IOptionsMonitor<JwtBearerOptions> options, TimeProvider clock, ILogger<IssuerDiscovery> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task? _attempt;
    private long _begunAt;

    /// <exception cref="IdentityUnavailableException">The issuer can't be reached.</exception>
    public Task EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_attempt is null || (_attempt.IsFaulted && clock.GetElapsedTime(_begunAt) >= Pause))
            {
                _begunAt = clock.GetTimestamp();
                _attempt = DiscoverAsync();
            }

            return _attempt.WaitAsync(cancellationToken);
        }
    }

    private async Task DiscoverAsync()
    {
        try
        {
            await options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException or OperationCanceledException)
        {
            Log.Unreachable(logger, exception);
            throw new IdentityUnavailableException("The issuer's discovery document or keys can't be read.", exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The issuer of the bearer tokens can't be reached; requests are refused.")]
        public static partial void Unreachable(ILogger logger, Exception exception);
    }
}
