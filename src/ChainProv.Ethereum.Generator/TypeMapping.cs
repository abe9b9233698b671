using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Generator;

/// <summary>The C# type of an ABI type, and the expressions that go between a typed value and the untyped one of <see cref="AbiCodec"/>.</summary>
internal static class TypeMapping
{
    /// <summary>The least C# integer that holds it; a record for a struct.</summary>
    public static string CSharp(AbiType type, string? internalType) => type.Kind switch
    {
        AbiKind.UnsignedInteger => type.Size switch { 8 => "byte", 16 => "ushort", <= 32 => "uint", <= 64 => "ulong", _ => "BigInteger" },
        AbiKind.SignedInteger => type.Size switch { 8 => "sbyte", 16 => "short", <= 32 => "int", <= 64 => "long", _ => "BigInteger" },
        AbiKind.Address => "Address",
        AbiKind.Boolean => "bool",
        AbiKind.FixedBytes when type.Size == Hash32.Size => "Hash32",
        AbiKind.FixedBytes or AbiKind.Bytes => "byte[]",
        AbiKind.Text => "string",
        AbiKind.Array or AbiKind.FixedArray => $"IReadOnlyList<{CSharp(type.Element!, internalType)}>",
        _ => Names.Struct(internalType),
    };

    /// <summary>From the typed value to the untyped.</summary>
    public static string ToAbi(AbiType type, string expression) => type.Kind switch
    {
        AbiKind.Tuple => $"{expression}.ToAbi()",
        AbiKind.Array or AbiKind.FixedArray when Element(type).Kind == AbiKind.Tuple || type.Element!.Element is not null =>
            $"{expression}.Select(item => (object){ToAbi(type.Element!, "item")}).ToArray()",
        AbiKind.Array or AbiKind.FixedArray => $"{expression}.Select(item => (object)item).ToArray()",
        _ => expression,
    };

    /// <summary>From the untyped value to the typed.</summary>
    public static string FromAbi(AbiType type, string? internalType, string expression) => type.Kind switch
    {
        AbiKind.UnsignedInteger or AbiKind.SignedInteger when CSharp(type, null) != "BigInteger" =>
            $"({CSharp(type, null)})(BigInteger){expression}",
        AbiKind.Tuple => $"{Names.Struct(internalType)}.FromAbi((object[]){expression})",
        AbiKind.Array or AbiKind.FixedArray =>
            $"((object[]){expression}).Select(item => {FromAbi(type.Element!, internalType, "item")}).ToArray()",
        _ => $"({CSharp(type, internalType)}){expression}",
    };

    /// <summary>An indexed event parameter: what does not fit a topic is its hash.</summary>
    public static (string CSharp, string FromAbi) OfEvent(AbiParameter parameter, string expression) =>
        parameter.Indexed && !AbiEvent.FitsTopic(parameter.Type)
            ? ("Hash32", $"(Hash32){expression}")
            : (CSharp(parameter.Type, parameter.InternalType), FromAbi(parameter.Type, parameter.InternalType, expression));

    /// <summary>The members of a record: <c>Hash32 Root, bool Revokes</c>.</summary>
    public static string RecordMembers(IReadOnlyList<AbiParameter> parameters) => string.Join(", ",
        Names.Of(parameters, "Item").Select(p => $"{CSharp(p.Parameter.Type, p.Parameter.InternalType)} {Names.Pascal(p.Name)}"));

    /// <summary>The arguments that make the record of untyped <c>values</c>, one a line.</summary>
    public static IEnumerable<string> RecordArguments(IReadOnlyList<AbiParameter> parameters) =>
        parameters.Select((p, i) => FromAbi(p.Type, p.InternalType, $"values[{i}]"));

    private static AbiType Element(AbiType type) => type.Element is AbiType element ? Element(element) : type;
}
