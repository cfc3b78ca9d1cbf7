using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation;

/// <summary>Settings <c>Generation__…</c>: how long a model may take and how much it may say.</summary>
public sealed class GenerationOptions
{
    /// <summary>Gets or sets how long to wait for the model's first token. The default is 30 s; above zero.</summary>
    [Duration]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the model may pause once it has begun. The default is 30 s; above zero.</summary>
    [Duration]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the longest answer, in the model's tokens. The default is 2048; above zero. A model that thinks has
    /// <see cref="MaxReasoningTokens"/> besides.
    /// </summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int MaxOutputTokens { get; set; } = 2048;

    /// <summary>Gets or sets how hard a model should think that can. Null, the default, leaves it to the model.</summary>
    [EnumDataType(typeof(ReasoningEffort), ErrorMessage = "must be none, minimal, low, medium or high")]
    public ReasoningEffort? ReasoningEffort { get; set; }

    /// <summary>
    /// Gets or sets how many tokens a model may think with, besides its answer: one that is asked to, or that said it does.
    /// The default is 4096; zero or more.
    /// </summary>
    [Range(0, int.MaxValue, ErrorMessage = "must be zero or more")]
    public int MaxReasoningTokens { get; set; } = 4096;
}
