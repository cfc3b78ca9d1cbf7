#:property PublishAot=false

// Writes the template's outputs into local.settings.json as the product's settings, so that a local run uses the deployed
// model. Existing settings stay unchanged.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

const string Settings = "../../local.settings.json";
const string Sample = "../../local.settings.sample.json";

(string Output, string Setting)[] mapped =
[
    ("AZURE_OPENAI_ENDPOINT", "AzureOpenAI__Endpoint"),
    ("AZURE_OPENAI_DEPLOYMENT", "AzureOpenAI__Deployment"),
    ("AZURE_OPENAI_FALLBACK_DEPLOYMENTS", "AzureOpenAI__FallbackDeployments"),
    ("AZURE_TABLES_ENDPOINT", "Tables__ServiceUri"),
];

JsonNode document;
try
{
    document = JsonNode.Parse(File.ReadAllText(File.Exists(Settings) ? Settings : Sample))!;
}
catch (JsonException)
{
    Console.WriteLine("local.settings.json contains comments or isn't JSON: unchanged.");
    return;
}

if (document["Values"] is not JsonObject values) document["Values"] = values = [];
var added = new List<string>();
foreach (var (output, setting) in mapped)
{
    if (Environment.GetEnvironmentVariable(output) is not { Length: > 0 } value || IsSet(setting)) continue;

    // The tables' address has precedence over a connection string: adding it would switch a local run from Azurite to Azure.
    if (setting == "Tables__ServiceUri" && IsSet("Tables__ConnectionString")) continue;

    values[setting] = value;
    added.Add(setting);
}

if (added.Count == 0)
{
    Console.WriteLine("local.settings.json: nothing to add.");
    return;
}

var readable = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
File.WriteAllText(Settings, document.ToJsonString(readable) + "\n");
Console.WriteLine($"local.settings.json: added {string.Join(", ", added)}.");

bool IsSet(string name) => !string.IsNullOrEmpty(values[name]?.ToString());
