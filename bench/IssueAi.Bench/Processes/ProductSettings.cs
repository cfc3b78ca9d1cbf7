using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Processes;

/// <summary>The settings of each instance: the defaults, except for limits that would refuse a load.</summary>
internal static class ProductSettings
{
    public static Dictionary<string, string> Create(Uri tables, ModelSimulatorServer model, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["LocalHost__Azurite"] = "false",
            ["LocalHost__Page"] = "false",
            ["Tables__ConnectionString"] = AzuriteServer.ConnectionString(tables),
            ["AzureOpenAI__Endpoint"] = model.Endpoint.ToString(),
            ["AzureOpenAI__Deployment"] = "bench",
            ["AzureOpenAI__ApiKey"] = "bench",

            // The limits still count requests, so that counting is measured too, but no request is refused.
            ["RateLimit__PermitLimit"] = "1000000",
            ["RateLimit__TokensPerDay"] = "1000000000",
        };
        foreach (var (key, value) in more) settings[key] = value;
        return settings;
    }
}
