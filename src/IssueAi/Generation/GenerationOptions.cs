using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation;

/// <summary>Settings <c>Generation__…</c>: a model's time and output limits.</summary>
public sealed class GenerationOptions
{
    /// <summary>Gets or sets how long to wait for the model's first token. The default is 30 s; above zero.</summary>
    [Duration]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the longest pause after the first token. The default is 30 s; above zero.</summary>
    [Duration]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the longest response, in the model's tokens. The default is 2048; above zero. A reasoning model gets
    /// <see cref="MaxReasoningTokens"/> in addition.
    /// </summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be above zero")]
    public int MaxOutputTokens { get; set; } = 2048;

    /// <summary>Gets or sets the reasoning effort of models that reason. Null, the default, leaves it to the model.</summary>
    [EnumDataType(typeof(ReasoningEffort), ErrorMessage = "must be none, minimal, low, medium, high or xhigh")]
    public ReasoningEffort? ReasoningEffort { get; set; }

    /// <summary>
    /// Gets or sets the tokens for reasoning, in addition to the response, if an effort is set or the model reported reasoning.
    /// The default is 4096; zero or more.
    /// </summary>
    [Range(0, int.MaxValue, ErrorMessage = "must be zero or more")]
    public int MaxReasoningTokens { get; set; } = 4096;
}
