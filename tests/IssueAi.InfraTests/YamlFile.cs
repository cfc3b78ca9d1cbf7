using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace IssueAi.InfraTests;

/// <summary>Reads a YAML file of the checkout as JSON; every scalar is a string.</summary>
internal static class YamlFile
{
    public static JsonObject Read(string relative)
    {
        var content = new DeserializerBuilder().Build().Deserialize<object>(Repository.Read(relative));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(content))!.AsObject();
    }
}
