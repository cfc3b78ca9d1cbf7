using Microsoft.Extensions.Options;

namespace IssueAi.Generation;

/// <summary>Calculates the cost of tokens, by the settings.</summary>
internal sealed class TokenPrices(IOptions<PricesOptions> options)
{
    private const decimal Million = 1_000_000;

    /// <summary>Gets the currency; null where the settings name none.</summary>
    public string? Currency => options.Value.Currency;

    /// <summary>Gives the cost of calls; null where the settings name no prices, or not all was counted.</summary>
    public decimal? Of(TokenUsage? usage)
    {
        if (options.Value is not { Input: { } input, Output: { } output } prices) return null;
        if (usage is not { PromptTokens: { } prompt, CompletionTokens: { } completion }) return null;

        var cached = Math.Min(usage.CachedTokens ?? 0, prompt);
        var cost = (((prompt - cached) * input) + (cached * (prices.CachedInput ?? input)) + (completion * output)) / Million;

        // Without the zeros at the end that a price is written with.
        return cost / 1.0000000000000000000000000000m;
    }
}
