using IssueAi.Tables;

namespace IssueAi.Confidence;

/// <summary>Identifies a calibration curve: one tenant's answers to one action, by one model, with one scoring method.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Model">The model's name; empty where the model gives none.</param>
/// <param name="Method">The source of the scores.</param>
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
