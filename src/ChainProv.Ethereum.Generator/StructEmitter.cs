using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;

namespace ChainProv.Ethereum.Generator;

/// <summary>A record for each struct that a function, event or error mentions.</summary>
internal static class StructEmitter
{
    public static string Emit(ContractArtifact artifact)
    {
        SourceWriter source = SourceWriter.Begin($"contracts/artifacts/{artifact.Name}.json", "System.Numerics");
        source.Open($"public sealed partial class {artifact.Name}");
        bool first = true;
        foreach ((string name, AbiType type) in Collect(artifact.Abi))
        {
            if (!first)
                source.Blank();
            first = false;
            EmitStruct(source, name, type);
        }
        source.Close();
        return source.ToString();
    }

    private static void EmitStruct(SourceWriter source, string name, AbiType type)
    {
        source.Line($"/// <summary>The struct <c>{name}</c>: <c>{type.Name}</c>.</summary>");
        source.Open($"public sealed record {name}({TypeMapping.RecordMembers(type.Components)})");
        IEnumerable<string> members = Names.Of(type.Components, "Item").Select(p => TypeMapping.ToAbi(p.Parameter.Type, Names.Pascal(p.Name)));
        source.Line($"internal object[] ToAbi() => [{string.Join(", ", members)}];");
        source.Blank();
        source.Line($"internal static {name} FromAbi(object[] values) =>");
        source.Line($"    new({string.Join(", ", TypeMapping.RecordArguments(type.Components))});");
        source.Close();
    }

    public static SortedDictionary<string, AbiType> Collect(ContractAbi abi)
    {
        SortedDictionary<string, AbiType> found = new(StringComparer.Ordinal);
        IEnumerable<AbiParameter> mentioned =
        [
            .. abi.Constructor,
            .. abi.Functions.SelectMany(function => function.Inputs.Concat(function.Outputs)),
            .. abi.Events.SelectMany(entry => entry.Inputs),
            .. abi.Errors.SelectMany(error => error.Inputs),
        ];
        foreach (AbiParameter parameter in mentioned)
            Add(found, parameter.Type, parameter.InternalType);
        return found;
    }

    private static void Add(SortedDictionary<string, AbiType> found, AbiType type, string? internalType)
    {
        if (type.Element is AbiType element)
        {
            Add(found, element, internalType);
        }
        else if (type.Kind == AbiKind.Tuple)
        {
            string name = Names.Struct(internalType);
            if (found.TryGetValue(name, out AbiType? known) && known.Name != type.Name)
                throw new AbiException($"two structs {name} differ: {known} and {type}");
            found[name] = type;
            foreach (AbiParameter component in type.Components)
                Add(found, component.Type, component.InternalType);
        }
    }
}
