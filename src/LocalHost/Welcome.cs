namespace IssueAi.LocalHost;

/// <summary>The text printed when LocalHost has started: its address, and one line to paste.</summary>
internal static class Welcome
{
    private const string Example =
        """{"issueId":"acme/shop#42","title":"Checkout fails","description":"Since Tuesday the Pay button does nothing for carts with a voucher. Without a voucher it works. The console says: TypeError: total is undefined. Customers call us about it.","labels":["bug"]}""";

    public static void Print(LocalHostApplication application, TextWriter output)
    {
        var address = application.Address.ToString().TrimEnd('/');
        output.WriteLine($"IssueAi listens on {address}");
        if (application.HasPage) output.WriteLine($"Open {address} in a browser for the demo page.");
        output.WriteLine(application.Simulator is null
            ? "Answers come from the configured model."
            : "Answers come from the model simulator. For a real model set AzureOpenAI__Endpoint and AzureOpenAI__Deployment.");
        output.WriteLine("Paste this into another terminal:");
        output.WriteLine();
        output.WriteLine($"curl -N {address}/api/ai/refine{application.KeyHint} -H 'Content-Type: application/json' -d '{Example}'");
        output.WriteLine();
    }
}
