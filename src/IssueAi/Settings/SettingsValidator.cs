using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace IssueAi.Settings;

/// <summary>Checks options by their data annotations and names each wrong setting as it is written in the environment.</summary>
internal sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            return ValidateOptionsResult.Success;

        return ValidateOptionsResult.Fail(
            from result in results
            from member in result.MemberNames.DefaultIfEmpty("*")
            select $"{section}__{member}: {result.ErrorMessage}");
    }
}
