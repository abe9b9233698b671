using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Framework;

/// <summary>What options leave open comes from the environment, then from <c>chainprov.json</c> in the current folder.</summary>
/// <remarks>
/// Commands that check something take it from the environment alone: a folder that comes with a certificate must not choose the key or the registry that
/// the certificate is checked with.
/// </remarks>
internal sealed record Settings(string? Rpc, string? Registry, string? Keys)
{
    private const string FileName = "chainprov.json";
    private const int MaximumBytes = 1 << 16;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="InputException">The file is not as it should be.</exception>
    public static Settings Load()
    {
        Settings environment = FromEnvironment(), file = LoadFile();
        return new(environment.Rpc ?? file.Rpc, environment.Registry ?? file.Registry, environment.Keys ?? file.Keys);
    }

    public static Settings FromEnvironment() => new(Variable("CHAINPROV_RPC"), Variable("CHAINPROV_REGISTRY"), Variable("CHAINPROV_KEYS"));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Settings LoadFile()
    {
        if (!File.Exists(FileName)) return new(null, null, null);
        using JsonDocument document = StrictJson.ParseFile(InputFile.ReadAll(FileName, MaximumBytes), FileName);
        try
        {
            return document.Deserialize<Settings>(Strict) ?? new(null, null, null);
        }
        catch (JsonException problem)
        {
            throw new InputException(FileName, problem.Path, "its keys are rpc, registry and keys, each a text", problem);
        }
    }
}
