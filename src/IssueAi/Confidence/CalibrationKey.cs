namespace IssueAi.Confidence;

/// <summary>What shares a calibration curve: one tenant's answers to one action, by one model, scored in one way.</summary>
/// <param name="Tenant">Whose answers.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Model">What the model calls itself; empty where it doesn't say.</param>
/// <param name="Method">Where the scores come from.</param>
internal sealed record CalibrationKey(string Tenant, string Action, string Model, ConfidenceMethod Method);
