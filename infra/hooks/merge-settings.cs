#:property PublishAot=false

// Adds the template's outputs to local.settings.json, so that a local run uses the model just deployed. What the file
// already says stays as it is.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

const string Settings = "../../local.settings.json";
const string Sample = "../../local.settings.sample.json";

JsonNode document;
try
{
    document = JsonNode.Parse(File.ReadAllText(File.Exists(Settings) ? Settings : Sample))!;
}
catch (JsonException)
{
    Console.WriteLine("local.settings.json holds comments or isn't JSON: left as it is.");
    return;
}

if (document["Values"] is not JsonObject values) document["Values"] = values = [];
var added = new List<string>();
foreach (Match output in Regex.Matches(File.ReadAllText("../main.bicep"), @"^output (\w+__\w+) ", RegexOptions.Multiline))
{
    var name = output.Groups[1].Value;
    if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } value || IsSet(name)) continue;

    // The address of tables goes before a connection string: adding it would move a local run away from Azurite.
    if (name == "Tables__ServiceUri" && IsSet("Tables__ConnectionString")) continue;

    values[name] = value;
    added.Add(name);
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
