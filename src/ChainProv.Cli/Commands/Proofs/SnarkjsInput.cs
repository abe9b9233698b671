using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Commands.Proofs;

/// <summary>snarkjs's JSON files, read strictly; what is wrong with them is said with the file's name.</summary>
internal static class SnarkjsInput
{
    private const int MaximumBytes = 1 << 24;

    /// <exception cref="InputException">Missing, not JSON, or not what it should be.</exception>
    public static T Read<T>(string path, Func<JsonNode?, T> parse)
    {
        using JsonDocument document = StrictJson.ParseFile(InputFile.ReadAll(path, MaximumBytes), path);
        try
        {
            return parse(document.Deserialize<JsonNode>());
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            throw new InputException(path, null, problem.Message, problem);
        }
    }
}
