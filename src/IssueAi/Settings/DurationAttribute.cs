using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace IssueAi.Settings;

/// <summary>A duration that a timer can wait for: above zero (or from zero) and at most 24 days.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ValidationAttribute
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Gets or sets a value indicating whether zero is allowed. The default is <see langword="false"/>.</summary>
    public bool OrZero { get; set; }

    public override bool IsValid(object? value) =>
        value is not TimeSpan duration || (duration <= Longest && (OrZero ? duration >= TimeSpan.Zero : duration > TimeSpan.Zero));

    public override string FormatErrorMessage(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"must be {(OrZero ? "zero or more" : "above zero")} and at most {Longest:c} (days.hours:minutes:seconds)");
}
