using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;

namespace ChainProv.Ethereum.Generator;

/// <summary>A record for each error, with its message, and the one call that tells them apart.</summary>
internal static class ErrorEmitter
{
    public static string Emit(ContractArtifact artifact)
    {
        SourceWriter source = SourceWriter.Begin($"contracts/artifacts/{artifact.Name}.json", "System.Numerics", "ChainProv.Ethereum.Abi");
        source.Open($"public sealed partial class {artifact.Name}");
        source.Line("/// <summary>The record of the error that a revert carries; null if it is none of this contract's.</summary>");
        source.Line("/// <exception cref=\"AbiException\">The data has an error's selector but not its arguments.</exception>");
        source.Open("public static IContractError? DecodeError(ReadOnlySpan<byte> revertData) => Selector.At(revertData)?.Value switch");
        foreach (AbiError error in artifact.Abi.Errors)
            source.Line($"{error.Selector} => {Names.Pascal(error.Name)}Error.Decode(revertData),");
        source.Line("_ => null,");
        source.Close(";");
        foreach (AbiError error in artifact.Abi.Errors)
            EmitError(source, error);
        source.Close();
        return source.ToString();
    }

    private static void EmitError(SourceWriter source, AbiError error)
    {
        string name = $"{Names.Pascal(error.Name)}Error";
        source.Blank();
        source.Line($"/// <summary>The error <c>{error.Signature}</c>, selector <c>{error.Selector}</c>.</summary>");
        source.Open($"public sealed record {name}({TypeMapping.RecordMembers(error.Inputs)}) : IContractError");
        source.Line("/// <summary>Signature, parameters and selector.</summary>");
        source.Line($"public static AbiError Description {{ get; }} = Abi.Error(\"{error.Signature}\");");
        source.Blank();
        source.Line("/// <inheritdoc/>");
        source.Line($"public string Message => {Message(error)};");
        source.Blank();
        source.Line("/// <summary>Reads revert data.</summary>");
        source.Line("/// <exception cref=\"AbiException\">The data is not this error.</exception>");
        source.Open($"public static {name} Decode(ReadOnlySpan<byte> revertData)");
        source.Line("object[] values = Description.Decode(revertData);");
        source.Line($"return new({string.Join(", ", TypeMapping.RecordArguments(error.Inputs))});");
        source.Close();
        source.Close();
    }

    private static string Message(AbiError error)
    {
        string words = Names.Words(Names.Pascal(error.Name));
        if (error.Inputs.Count == 0)
            return $"\"{words}.\"";
        IEnumerable<string> arguments = Names.Of(error.Inputs, "Item").Select(p => $"{p.Name} = {{{Shown(p.Parameter, Names.Pascal(p.Name))}}}");
        return $"FormattableString.Invariant($\"{words}: {string.Join(", ", arguments)}.\")";
    }

    private static string Shown(AbiParameter parameter, string property) => parameter.Type.Kind switch
    {
        AbiKind.Bytes => $"Hex.Encode({property})",
        AbiKind.FixedBytes when parameter.Type.Size != Hash32.Size => $"Hex.Encode({property})",
        AbiKind.Array or AbiKind.FixedArray => $"{property}.Count",
        _ => property,
    };
}
