using System.Text.Json.Nodes;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands.Models;

/// <summary>A model's files in reports.</summary>
internal static class FileList
{
    public static JsonArray ToJson(IEnumerable<ModelFile> files) =>
        [.. files.Select(file => (JsonNode)new JsonObject { ["name"] = file.Name, ["sha256"] = file.Sha256.ToString(), ["size"] = file.Size })];
}
