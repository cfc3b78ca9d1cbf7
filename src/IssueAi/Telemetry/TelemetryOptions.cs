using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IssueAi.Telemetry;

/// <summary>
/// The endpoints for telemetry, from the settings of Application Insights and OpenTelemetry. The SDKs read their other settings
/// themselves; these are checked here because the SDKs ignore wrong values silently.
/// </summary>
internal sealed class TelemetryOptions
{
    private const string ConnectionStringSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string AuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersSetting = "OTEL_EXPORTER_OTLP_HEADERS";

    // Milliseconds, all of them.
    private static readonly string[] Durations =
        ["OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BLRP_EXPORT_TIMEOUT"];

    private readonly List<string> _failures = [];

    private TelemetryOptions(IConfiguration configuration)
    {
        ConnectionString = Text(configuration, ConnectionStringSetting);
        if (ConnectionString is not null)
        {
            CheckConnectionString(ConnectionString);
            ReadAuthentication(Text(configuration, AuthenticationSetting));
        }

        if (Text(configuration, EndpointSetting) is { } endpoint)
        {
            SendsOtlp = true;
            CheckOtlp(endpoint, Text(configuration, ProtocolSetting), Text(configuration, HeadersSetting));
        }

        if (!IsOn) return;
        foreach (var setting in Durations)
        {
            if (Text(configuration, setting) is { } duration && !(int.TryParse(duration, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0))
                _failures.Add($"{setting}: '{duration}' can't be read as a duration, a whole number of milliseconds above zero");
        }
    }

    /// <summary>Gets the connection string of Application Insights; null where it isn't used.</summary>
    public string? ConnectionString { get; }

    /// <summary>
    /// Gets a value indicating whether the platform's managed identity signs in to Application Insights. Otherwise
    /// <c>DefaultAzureCredential</c> does.
    /// </summary>
    public bool UsesManagedIdentity { get; private set; }

    /// <summary>Gets the client id of that identity; null for the one of the system.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Gets a value indicating whether telemetry is sent by OpenTelemetry's own protocol.</summary>
    public bool SendsOtlp { get; }

    /// <summary>Gets a value indicating whether telemetry is sent anywhere.</summary>
    public bool IsOn => SendsOtlp || ConnectionString is not null;

    /// <summary>Reads the settings before the services are registered: they decide which services are.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it without its value, which may be secret.</exception>
    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var options = new TelemetryOptions(configuration);
        return options._failures.Count == 0 ? options : throw new OptionsValidationException("Telemetry", typeof(TelemetryOptions), options._failures);
    }

    private static string? Text(IConfiguration configuration, string setting) =>
        configuration[setting] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private void CheckConnectionString(string connectionString)
    {
        if (ReadPairs(connectionString, ';') is not { } parts)
        {
            _failures.Add($"{ConnectionStringSetting}: must be a list of Name=value, separated by ';'");
            return;
        }

        if (!parts.TryGetValue("InstrumentationKey", out var key) || !Guid.TryParse(key, out _))
            _failures.Add($"{ConnectionStringSetting}: must hold an InstrumentationKey, which is a GUID");
        foreach (var part in parts.Where(part => part.Key.EndsWith("Endpoint", StringComparison.OrdinalIgnoreCase)))
        {
            // A token travels there.
            if (!Uri.TryCreate(part.Value, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps)
                _failures.Add($"{ConnectionStringSetting}: its {part.Key} must be an absolute https address");
        }
    }

    private void ReadAuthentication(string? authentication)
    {
        if (authentication is null) return;

        var parts = ReadPairs(authentication, ';');
        if (parts is null || !parts.TryGetValue("Authorization", out var scheme) || !scheme.Equals("AAD", StringComparison.OrdinalIgnoreCase))
        {
            _failures.Add($"{AuthenticationSetting}: must be Authorization=AAD, or ClientId=…;Authorization=AAD");
            return;
        }

        UsesManagedIdentity = true;
        if (!parts.TryGetValue("ClientId", out var clientId)) return;

        ClientId = clientId;
        if (!Guid.TryParse(clientId, out _)) _failures.Add($"{AuthenticationSetting}: its ClientId must be a GUID");
    }

    private void CheckOtlp(string endpoint, string? protocol, string? headers)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            _failures.Add($"{EndpointSetting}: must be an absolute http or https address");
        if (protocol is not (null or "grpc" or "http/protobuf"))
            _failures.Add($"{ProtocolSetting}: must be grpc or http/protobuf");
        if (headers is not null && ReadPairs(headers, ',') is null)
            _failures.Add($"{HeadersSetting}: must be a list of name=value, separated by ','");
    }

    /// <summary>Reads a list of <c>name=value</c>; null where the text has another form.</summary>
    private static Dictionary<string, string>? ReadPairs(string text, char separator)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var value]) return null;
            pairs[name] = value;
        }

        return pairs;
    }
}
