using System.Buffers.Binary;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Authorities;

/// <summary>abi.encode of static values, a word of 32 bytes for each.</summary>
internal sealed class MessageEncoding(int words)
{
    private const int WordBytes = 32, AddressBytes = 20;

    private readonly byte[] _encoded = new byte[words * WordBytes];

    /// <param name="index">The word's.</param>
    /// <param name="word">32 bytes.</param>
    public MessageEncoding Bytes(int index, ReadOnlySpan<byte> word)
    {
        word.CopyTo(Word(index));
        return this;
    }

    public MessageEncoding Integer(int index, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Word(index)[^sizeof(ulong)..], value);
        return this;
    }

    public MessageEncoding Boolean(int index, bool value) => Integer(index, value ? 1UL : 0);

    public MessageEncoding Element(int index, Fr value)
    {
        value.Write(Word(index));
        return this;
    }

    /// <exception cref="InvalidOperationException">It does not have 20 bytes.</exception>
    public MessageEncoding Address(int index, ReadOnlySpan<byte> address)
    {
        if (address.Length != AddressBytes) throw new InvalidOperationException($"An address has {AddressBytes} bytes, not {address.Length}.");
        address.CopyTo(Word(index)[^AddressBytes..]);
        return this;
    }

    /// <summary>Keccak-256 of it all.</summary>
    public byte[] Hash() => Keccak256.Hash(_encoded);

    private Span<byte> Word(int index) => _encoded.AsSpan(index * WordBytes, WordBytes);
}
