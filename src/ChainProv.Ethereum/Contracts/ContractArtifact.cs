using System.Text.Json;
using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Contracts;

/// <summary>A compiled contract: a JSON file with <c>contractName</c>, <c>abi</c> and <c>bytecode</c>.</summary>
/// <param name="Name">The contract's name.</param>
/// <param name="AbiJson">The description of its interface, as compact JSON.</param>
/// <param name="Abi">The same, read.</param>
/// <param name="Bytecode">The deployment code, without constructor arguments.</param>
public sealed record ContractArtifact(string Name, string AbiJson, ContractAbi Abi, ReadOnlyMemory<byte> Bytecode)
{
    /// <summary>Reads an artifact.</summary>
    /// <exception cref="AbiException">The text is none, or its code still has libraries to be linked.</exception>
    public static ContractArtifact Parse(string json)
    {
        try
        {
            JsonElement root = JsonSerializer.Deserialize<JsonElement>(json);
            string abi = JsonSerializer.Serialize(root.GetProperty("abi"));
            return new ContractArtifact(Text(root, "contractName"), abi, ContractAbi.Parse(abi), Hex.Decode(Text(root, "bytecode")));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AbiException($"the contract artifact cannot be read: {error.Message}", error);
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new AbiException($"\"{name}\" of the contract artifact is null");
}
