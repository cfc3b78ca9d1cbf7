using System.ComponentModel.DataAnnotations;

namespace IssueAi.Generation;

/// <summary>Settings <c>Prices__…</c>: prices per million tokens of the model. With none set, the default, responses don't state their cost.</summary>
public sealed class PricesOptions : IValidatableObject
{
    private const string TooLow = "must be zero or more";

    /// <summary>Gets or sets the price per million tokens that the model reads, in <see cref="Currency"/>: 0 to 1,000,000,000. Required where another price is set; null, the default: no cost is stated.</summary>
    [Range(typeof(decimal), "0", "1000000000", ParseLimitsInInvariantCulture = true, ErrorMessage = TooLow)]
    public decimal? Input { get; set; }

    /// <summary>Gets or sets the price per million tokens that come from the provider's cache. The default is <see cref="Input"/>.</summary>
    [Range(typeof(decimal), "0", "1000000000", ParseLimitsInInvariantCulture = true, ErrorMessage = TooLow)]
    public decimal? CachedInput { get; set; }

    /// <summary>Gets or sets the price per million tokens that the model writes, reasoning included: 0 to 1,000,000,000. Required where another price is set; null, the default: no cost is stated.</summary>
    [Range(typeof(decimal), "0", "1000000000", ParseLimitsInInvariantCulture = true, ErrorMessage = TooLow)]
    public decimal? Output { get; set; }

    /// <summary>Gets or sets the currency of all prices, by its three letters. Null, the default, leaves it out.</summary>
    [RegularExpression("^[A-Z]{3}$", ErrorMessage = "must be the three letters of a currency, such as USD")]
    public string? Currency { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Input is null && (CachedInput ?? Output) is not null) yield return new("must be set where another price is", [nameof(Input)]);
        if (Output is null && (Input ?? CachedInput) is not null) yield return new("must be set where another price is", [nameof(Output)]);
    }
}
