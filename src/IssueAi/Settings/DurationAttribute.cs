using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace IssueAi.Settings;

/// <summary>A duration above zero (or zero) and at most <see cref="Max"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ValidationAttribute
{
    // The maximum that a timer supports, in whole days.
    private TimeSpan _max = TimeSpan.FromDays(24);

    /// <summary>Gets or sets a value indicating whether zero is allowed. The default is <see langword="false"/>.</summary>
    public bool OrZero { get; set; }

    /// <summary>
    /// Gets or sets the upper limit, as <c>days.hours:minutes:seconds</c>. The default is 24 days, which a timer can wait
    /// for; only durations without a timer may be longer.
    /// </summary>
    public string Max
    {
        get => _max.ToString("c", CultureInfo.InvariantCulture);
        set => _max = TimeSpan.ParseExact(value, "c", CultureInfo.InvariantCulture);
    }

    public override bool IsValid(object? value) =>
        value is not TimeSpan duration || (duration <= _max && (OrZero ? duration >= TimeSpan.Zero : duration > TimeSpan.Zero));

    public override string FormatErrorMessage(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"must be {(OrZero ? "zero or more" : "above zero")} and at most {_max:c} (days.hours:minutes:seconds)");
}
