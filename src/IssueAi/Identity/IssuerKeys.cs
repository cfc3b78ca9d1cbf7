using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IssueAi.Identity;

/// <summary>
/// The issuer's name and keys. They are read once, and again beside the requests: when they are old, and when a token's key is
/// unknown. Known keys are given at once, however slow the issuer is. All requests share one reading, which is repeated only
/// after a pause, so that requests can't flood the issuer.
/// </summary>
internal sealed partial class IssuerKeys(IOptionsMonitor<JwtBearerOptions> options, TimeProvider clock, ILogger<IssuerKeys> logger)
{
    private static readonly TimeSpan PauseWithoutKeys = TimeSpan.FromSeconds(2);

    // Forged tokens can delay a token with a new key for this long.
    private static readonly TimeSpan PauseBetweenRefreshes = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan OldAge = TimeSpan.FromHours(12);

    // A token with an unknown key may wait for a refresh. Forged ones would otherwise hold as many requests as they like.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);
    private const int MaxWaiting = 20;

    private readonly Lock _gate = new();
    private volatile BaseConfigurationManager? _known;
    private Task<BaseConfigurationManager>? _reading;
    private long _begunAt;
    private long _readAt;
    private long? _refreshedAt;
    private int _waiting;

    /// <summary>Gives the keys. Waits only for the first reading.</summary>
    /// <exception cref="IdentityUnavailableException">The issuer can't be reached.</exception>
    public Task<BaseConfigurationManager> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is not { } known) return ReadFirstAsync(cancellationToken);
        if (clock.GetElapsedTime(Volatile.Read(ref _readAt)) >= OldAge) Refresh();
        return Task.FromResult(known);
    }

    /// <summary>Has the keys read again, where that is due, and waits a little for them.</summary>
    /// <param name="known">The keys that a token isn't valid with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Newer keys; null where there are none.</returns>
    public async Task<BaseConfigurationManager?> FindNewerAsync(BaseConfigurationManager known, CancellationToken cancellationToken)
    {
        if (Refresh() is not { } reading) return _known == known ? null : _known;
        try
        {
            return Interlocked.Increment(ref _waiting) <= MaxWaiting ? await reading.WaitAsync(MaxWait, clock, cancellationToken) : null;
        }
        catch (Exception exception) when (exception is TimeoutException or IdentityUnavailableException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private Task<BaseConfigurationManager> ReadFirstAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reading is null || (_reading.IsFaulted && clock.GetElapsedTime(_begunAt) >= PauseWithoutKeys)) Begin();
            return _reading!.WaitAsync(cancellationToken);
        }
    }

    // The reading that is under way; null where none is due.
    private Task<BaseConfigurationManager>? Refresh()
    {
        lock (_gate)
        {
            if (_reading is { IsCompleted: false }) return _reading;
            if (_refreshedAt is { } at && clock.GetElapsedTime(at) < PauseBetweenRefreshes) return null;

            _refreshedAt = clock.GetTimestamp();
            return Begin();
        }
    }

    private Task<BaseConfigurationManager> Begin()
    {
        _begunAt = clock.GetTimestamp();
        return _reading = ReadAsync();
    }

    private async Task<BaseConfigurationManager> ReadAsync()
    {
        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var documents = new HttpDocumentRetriever(bearer.Backchannel) { RequireHttps = bearer.RequireHttpsMetadata };
        try
        {
            var read = await OpenIdConnectConfigurationRetriever.GetAsync(bearer.MetadataAddress, documents, CancellationToken.None);
            if (read.SigningKeys.Count == 0) throw new InvalidOperationException("The issuer publishes no keys.");

            Volatile.Write(ref _readAt, clock.GetTimestamp());
            return _known = new StaticConfigurationManager<OpenIdConnectConfiguration>(read) { UseLastKnownGoodConfiguration = false };
        }
        catch (Exception exception) when (exception
            is InvalidOperationException or IOException or HttpRequestException or OperationCanceledException or ArgumentException or JsonException)
        {
            if (_known is null) Log.Unreachable(logger, exception);
            else Log.NotRefreshed(logger, exception);
            throw new IdentityUnavailableException("The issuer's discovery document or keys can't be read.", exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The issuer of the bearer tokens can't be reached; requests are refused.")]
        public static partial void Unreachable(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "The keys of the bearer tokens' issuer can't be refreshed; the known keys stay valid.")]
        public static partial void NotRefreshed(ILogger logger, Exception exception);
    }
}
