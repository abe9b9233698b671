using System.Globalization;

namespace ChainProv.Ethereum.Abi;

/// <summary>A type of Solidity's contract ABI, with the sizes its encoding has.</summary>
/// <remarks>
/// Values are <see cref="System.Numerics.BigInteger"/> for integers, <see cref="Ethereum.Address"/>, <see cref="bool"/>, <see cref="Hash32"/> for
/// <c>bytes32</c>, <c>byte[]</c> for other byte strings, <see cref="string"/>, and <c>object[]</c> for arrays and tuples.
/// No type is empty (<c>T[0]</c>, <c>()</c>), so that a value never takes fewer bytes than it claims elements.
/// </remarks>
public sealed class AbiType
{
    /// <summary>The bytes of one slot of the encoding.</summary>
    internal const int Word = 32;

    private const int MaxStaticSize = 1 << 24;
    private static readonly AbiParameter[] None = [];

    private AbiType(AbiKind kind, string name, int size, AbiType? element, IReadOnlyList<AbiParameter> components, bool isDynamic, long staticSize)
    {
        if (staticSize > MaxStaticSize)
            throw new AbiException($"a value of type {name} takes more than {MaxStaticSize} bytes");
        (Kind, Name, Size, Element, Components, IsDynamic) = (kind, name, size, element, components, isDynamic);
        HeadSize = isDynamic ? Word : (int)staticSize;
    }

    /// <summary>The kind.</summary>
    public AbiKind Kind { get; }

    /// <summary>The canonical name, as signatures have it: <c>uint256</c>, <c>(address,bytes)[3]</c>.</summary>
    public string Name { get; }

    /// <summary>Bits of an integer, bytes of a <c>bytesN</c>, elements of a fixed array; otherwise 0.</summary>
    public int Size { get; }

    /// <summary>The type of an array's elements; null for other kinds.</summary>
    public AbiType? Element { get; }

    /// <summary>The members of a tuple; empty for other kinds.</summary>
    public IReadOnlyList<AbiParameter> Components { get; }

    /// <summary>Whether the head holds only the offset of the value.</summary>
    public bool IsDynamic { get; }

    /// <summary>The bytes that the value takes in the head: 32 if dynamic.</summary>
    public int HeadSize { get; }

    /// <summary><c>address</c>.</summary>
    public static AbiType Address { get; } = new(AbiKind.Address, "address", 0, null, None, false, Word);

    /// <summary><c>bool</c>.</summary>
    public static AbiType Boolean { get; } = new(AbiKind.Boolean, "bool", 0, null, None, false, Word);

    /// <summary><c>bytes</c>.</summary>
    public static AbiType Bytes { get; } = new(AbiKind.Bytes, "bytes", 0, null, None, true, Word);

    /// <summary><c>string</c>.</summary>
    public static AbiType Text { get; } = new(AbiKind.Text, "string", 0, null, None, true, Word);

    /// <summary><c>bytes32</c>.</summary>
    public static AbiType Bytes32 { get; } = FixedBytes(32);

    /// <summary><c>uint256</c>.</summary>
    public static AbiType UInt256 { get; } = UnsignedInteger(256);

    /// <summary><c>uint8</c> to <c>uint256</c>.</summary>
    public static AbiType UnsignedInteger(int bits) => new(AbiKind.UnsignedInteger, Integer("uint", bits), bits, null, None, false, Word);

    /// <summary><c>int8</c> to <c>int256</c>.</summary>
    public static AbiType SignedInteger(int bits) => new(AbiKind.SignedInteger, Integer("int", bits), bits, null, None, false, Word);

    /// <summary><c>bytes1</c> to <c>bytes32</c>.</summary>
    public static AbiType FixedBytes(int count) => count is >= 1 and <= 32
        ? new(AbiKind.FixedBytes, $"bytes{count}", count, null, None, false, Word)
        : throw new AbiException($"there is no type bytes{count}");

    /// <summary><c>element[]</c>.</summary>
    public static AbiType ArrayOf(AbiType element) => new(AbiKind.Array, $"{element.Name}[]", 0, element, None, true, Word);

    /// <summary><c>element[count]</c>.</summary>
    public static AbiType ArrayOf(AbiType element, int count) => count >= 1
        ? new(AbiKind.FixedArray, $"{element.Name}[{count}]", count, element, None, element.IsDynamic, (long)count * element.HeadSize)
        : throw new AbiException("a fixed array has at least one element");

    /// <summary>A tuple of named members.</summary>
    public static AbiType TupleOf(IReadOnlyList<AbiParameter> components) => components.Count >= 1
        ? new(AbiKind.Tuple, AbiParameter.Signature(components), 0, null, components,
            components.Any(c => c.Type.IsDynamic), components.Sum(c => (long)c.Type.HeadSize))
        : throw new AbiException("a tuple has at least one member");

    /// <summary>A tuple of unnamed members.</summary>
    public static AbiType TupleOf(params AbiType[] types) => TupleOf([.. types.Select(type => new AbiParameter("", type))]);

    /// <summary>Reads a type as signatures write it: <c>uint256</c>, <c>(address,bytes)[3]</c>; <c>uint</c> and <c>int</c> mean 256 bits.</summary>
    /// <exception cref="AbiException">The text is no type that this library has.</exception>
    public static AbiType Parse(string text) => AbiTypeParser.Parse(text);

    /// <summary>The canonical name.</summary>
    public override string ToString() => Name;

    private static string Integer(string prefix, int bits) => bits is >= 8 and <= 256 && bits % 8 == 0
        ? prefix + bits.ToString(CultureInfo.InvariantCulture)
        : throw new AbiException($"there is no type {prefix}{bits}");
}
