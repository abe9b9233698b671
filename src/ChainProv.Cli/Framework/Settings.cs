using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainProv.Cli.Framework;

/// <summary>What options leave open comes from the environment, then from <c>chainprov.json</c> in the current folder.</summary>
internal sealed record Settings(string? Rpc, string? Registry, string? Keys)
{
    private const string FileName = "chainprov.json";

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    public static Settings Load()
    {
        Settings file = LoadFile();
        return new(
            Variable("CHAINPROV_RPC") ?? file.Rpc,
            Variable("CHAINPROV_REGISTRY") ?? file.Registry,
            Variable("CHAINPROV_KEYS") ?? file.Keys);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Settings LoadFile()
    {
        if (!File.Exists(FileName)) return new(null, null, null);
        try
        {
            return JsonSerializer.Deserialize<Settings>(File.ReadAllBytes(FileName), Strict) ?? new(null, null, null);
        }
        catch (JsonException problem)
        {
            throw new UsageException($"{FileName}: {problem.Message} Its keys are rpc, registry and keys.");
        }
    }
}
