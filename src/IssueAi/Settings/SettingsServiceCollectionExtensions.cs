using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Settings;

internal static class SettingsServiceCollectionExtensions
{
    /// <summary>
    /// Binds a section of the settings to <typeparamref name="TOptions"/> and checks it at start. A value that can't be
    /// read or isn't allowed stops the start-up with an <see cref="OptionsValidationException"/> that names the setting.
    /// </summary>
    public static IServiceCollection AddSettings<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class, new()
    {
        services.AddOptions<TOptions>().Configure(options => Bind(configuration.GetSection(section), options)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
    }

    /// <summary>Reads settings before the services are registered, where they decide which services are.</summary>
    public static TOptions ReadSettings<TOptions>(this IConfigurationSection section)
        where TOptions : class, new()
    {
        var options = new TOptions();
        Bind(section, options);
        return options;
    }

    // One setting at a time, so that the message can name the wrong one.
    private static void Bind<TOptions>(IConfigurationSection section, TOptions options)
        where TOptions : class
    {
        foreach (var setting in section.GetChildren().Where(setting => !string.IsNullOrWhiteSpace(setting.Value)))
        {
            var type = typeof(TOptions).GetProperty(setting.Key, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)?.PropertyType;
            type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
            try
            {
                // .NET reads a plain number as days, which is hardly ever meant.
                if (type == typeof(TimeSpan) && int.TryParse(setting.Value, CultureInfo.InvariantCulture, out var days) && days != 0)
                    throw new InvalidOperationException();

                new ConfigurationBuilder().AddInMemoryCollection([new(setting.Key, setting.Value)]).Build().Bind(options);
            }
            catch (InvalidOperationException)
            {
                throw new OptionsValidationException(
                    section.Key, typeof(TOptions), [$"{section.Key}__{setting.Key}: {Quote(setting.Value, type)} can't be read as {Describe(type)}"]);
            }
        }
    }

    // A URL may contain a password.
    private static string Quote(string? value, Type? type) => type == typeof(Uri) ? "the value" : $"'{value}'";

    private static string Describe(Type? type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(TimeSpan) => "a duration, hours:minutes:seconds or days.hours:minutes:seconds",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(decimal) => "a number",
        _ when type == typeof(Uri) => "an address",
        _ => "a valid value",
    };
}
