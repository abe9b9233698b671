using System.Numerics;

namespace ChainProv.Ethereum.Transactions;

/// <summary>A decoded RLP item: a byte string or a list of items.</summary>
public sealed class RlpItem
{
    private readonly byte[]? _bytes;
    private readonly IReadOnlyList<RlpItem>? _items;

    private RlpItem(byte[]? bytes, IReadOnlyList<RlpItem>? items) => (_bytes, _items) = (bytes, items);

    /// <summary>The byte string.</summary>
    /// <exception cref="FormatException">The item is a list.</exception>
    public ReadOnlyMemory<byte> Bytes => _bytes ?? throw new FormatException("an RLP byte string is needed, found a list");

    /// <summary>The items of the list.</summary>
    /// <exception cref="FormatException">The item is a byte string.</exception>
    public IReadOnlyList<RlpItem> Items => _items ?? throw new FormatException("an RLP list is needed, found a byte string");

    /// <summary>Reads the byte string as an integer of at most <paramref name="maxBits"/> bits without leading zeros.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public BigInteger ToInteger(int maxBits = 256)
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        if (bytes.Length > 0 && bytes[0] == 0)
            throw new FormatException("an RLP integer has leading zeros");
        if (bytes.Length > maxBits / 8)
            throw new FormatException($"an RLP integer has more than {maxBits} bits");
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    internal static RlpItem Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), null);

    internal static RlpItem Of(IReadOnlyList<RlpItem> items) => new(null, items);
}
