using System.Numerics;
using ChainProv.Ethereum.Abi;
using CsCheck;

namespace ChainProv.Ethereum.Tests.Abi;

/// <summary>Arbitrary types and, for each, arbitrary values.</summary>
internal static class AbiGen
{
    public static Gen<AbiType> Type(int depth)
    {
        Gen<AbiType> elementary = Gen.OneOf(
            Gen.Int[1, 32].Select(count => AbiType.UnsignedInteger(8 * count)),
            Gen.Int[1, 32].Select(count => AbiType.SignedInteger(8 * count)),
            Gen.Int[1, 32].Select(AbiType.FixedBytes),
            Gen.OneOfConst(AbiType.Address, AbiType.Boolean, AbiType.Bytes, AbiType.Text));
        if (depth == 0)
            return elementary;
        Gen<AbiType> smaller = Type(depth - 1);
        return Gen.OneOf(
            elementary,
            smaller.Select(AbiType.ArrayOf),
            Gen.Select(smaller, Gen.Int[1, 3], AbiType.ArrayOf),
            smaller.Array[1, 4].Select(types => AbiType.TupleOf(types)));
    }

    public static Gen<object> Value(AbiType type) => type.Kind switch
    {
        AbiKind.UnsignedInteger => Gen.Byte.Array[type.Size / 8].Select(bytes => (object)new BigInteger(bytes, isUnsigned: true)),
        AbiKind.SignedInteger => Gen.Byte.Array[type.Size / 8].Select(bytes => (object)new BigInteger(bytes)),
        AbiKind.Boolean => Gen.Bool.Select(flag => (object)flag),
        AbiKind.Address => Gen.Byte.Array[20].Select(bytes => (object)new Address(bytes)),
        AbiKind.FixedBytes when type.Size == 32 => Gen.Byte.Array[32].Select(bytes => (object)new Hash32(bytes)),
        AbiKind.FixedBytes => Gen.Byte.Array[type.Size].Select(bytes => (object)bytes),
        AbiKind.Bytes => Gen.Byte.Array[0, 70].Select(bytes => (object)bytes),
        AbiKind.Text => Gen.OneOf(Gen.String.AlphaNumeric, Gen.OneOfConst("", "é", "データ", "🧾")).Select(text => (object)text),
        AbiKind.Array => Value(type.Element!).Array[0, 3].Select(items => (object)items),
        AbiKind.FixedArray => Value(type.Element!).Array[type.Size].Select(items => (object)items),
        _ => All([.. type.Components.Select(c => Value(c.Type))]),
    };

    public static Gen<(AbiType Type, object Value)> Pair(int depth) => Type(depth).SelectMany(type => Value(type).Select(value => (type, value)));

    private static Gen<object> All(Gen<object>[] members) => members.Aggregate(
        Gen.Const(Array.Empty<object>()),
        (all, member) => Gen.Select(all, member, (head, last) => (object[])[.. head, last])).Select(values => (object)values);
}
