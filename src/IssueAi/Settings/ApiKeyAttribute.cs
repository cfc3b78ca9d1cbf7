using System.ComponentModel.DataAnnotations;

namespace IssueAi.Settings;

/// <summary>A key that is valid in an HTTP header. The message never contains it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyAttribute() : ValidationAttribute("must be printable ASCII without spaces or line breaks")
{
    public override bool IsValid(object? value) => value is not string key || key.All(character => character is > ' ' and <= '~');
}
