using System.Buffers.Binary;

namespace ChainProv.Ethereum.Abi;

/// <summary>The four bytes that say which function is called or which error was raised.</summary>
/// <param name="Value">The bytes as a big-endian integer.</param>
public readonly record struct Selector(uint Value)
{
    /// <summary>The number of bytes.</summary>
    public const int Size = 4;

    /// <summary>The selector of a canonical signature such as <c>transfer(address,uint256)</c>.</summary>
    public static Selector Of(string signature) => new(BinaryPrimitives.ReadUInt32BigEndian(Keccak256.Hash(signature).ToArray()));

    /// <summary>The selector that <paramref name="data"/> begins with; null if it is shorter.</summary>
    public static Selector? At(ReadOnlySpan<byte> data) => data.Length >= Size ? new(BinaryPrimitives.ReadUInt32BigEndian(data)) : null;

    /// <summary>The four bytes.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary><c>0xa9059cbb</c>.</summary>
    public override string ToString() => Hex.Encode(ToArray());

    /// <summary>What follows this selector in <paramref name="data"/>.</summary>
    internal ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> data, string signature) =>
        At(data) == this ? data[Size..] : throw new AbiException($"the data does not begin with {this}, the selector of {signature}");
}
