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
        where TOptions : class
    {
        services.AddOptions<TOptions>().Configure(options => Bind(configuration.GetSection(section), options)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
    }

    private static void Bind<TOptions>(IConfigurationSection section, TOptions options)
        where TOptions : class
    {
        foreach (var setting in section.GetChildren())
        {
            try
            {
                // One setting at a time, so that the one at fault can be named.
                new ConfigurationBuilder().AddInMemoryCollection([new(setting.Key, setting.Value)]).Build().Bind(options);
            }
            catch (InvalidOperationException exception)
            {
                var type = typeof(TOptions).GetProperty(setting.Key)?.PropertyType.Name;
                throw new OptionsValidationException(
                    section.Key,
                    typeof(TOptions),
                    [$"{section.Key}__{setting.Key}: '{setting.Value}' can't be read as {type ?? "this setting's type"} ({exception.GetBaseException().Message})"]);
            }
        }
    }
}
