using IssueAi.Tables;

namespace IssueAi.Confidence;

/// <summary>What shares a calibration curve: one tenant's answers to one action, by one model, scored in one way.</summary>
/// <param name="Tenant">Whose answers.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Model">What the model calls itself; empty where it doesn't say.</param>
/// <param name="Method">Where the scores come from.</param>
internal sealed record CalibrationKey(string Tenant, string Action, string Model, ConfidenceMethod Method)
{
    /// <summary>Gets the partition of the calibration curve, and of the ratings that it is fitted to.</summary>
    public string Partition
    {
        get
        {
            using var hasher = new PartHasher();
            return hasher.Add(Tenant).Add(Action).Add(Model).Add(Method.ToString()).Finish();
        }
    }
}
