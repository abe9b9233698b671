using ChainProv.Ethereum.Contracts;

namespace ChainProv.Ethereum.Generator;

/// <summary>The contract's interface and deployment code as the compiler wrote them.</summary>
internal static class CodeEmitter
{
    public static string Emit(ContractArtifact artifact)
    {
        SourceWriter source = SourceWriter.Begin($"contracts/artifacts/{artifact.Name}.json", "ChainProv.Ethereum.Abi");
        source.Open($"public sealed partial class {artifact.Name}");
        source.Line("/// <summary>The deployment code, without constructor arguments.</summary>");
        source.Line($"public const string Bytecode = \"{Hex.Encode(artifact.Bytecode.Span)}\";");
        source.Blank();
        source.Line($"private const string AbiJson = \"\"\"{artifact.AbiJson}\"\"\";");
        source.Blank();
        source.Line("/// <summary>The contract's interface.</summary>");
        source.Line("public static ContractAbi Abi { get; } = ContractAbi.Parse(AbiJson);");
        source.Close();
        return source.ToString();
    }
}
