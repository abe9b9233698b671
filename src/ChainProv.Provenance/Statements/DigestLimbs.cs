using System.Buffers.Binary;
using System.Numerics;

namespace ChainProv.Provenance.Statements;

/// <summary>A SHA-256 digest as it enters a statement: two 128-bit halves, big-endian, never reduced.</summary>
public readonly record struct DigestLimbs(UInt128 High, UInt128 Low)
{
    private const int HalfBytes = 16;

    /// <summary>No digest: 32 zero bytes.</summary>
    public static DigestLimbs None => default;

    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static DigestLimbs Of(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != 2 * HalfBytes)
            throw new ArgumentException($"A SHA-256 digest has {2 * HalfBytes} bytes, not {digest.Length}.", nameof(digest));
        return new DigestLimbs(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[HalfBytes..]));
    }

    public Fr HighElement => Fr.From((BigInteger)High);

    public Fr LowElement => Fr.From((BigInteger)Low);

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[2 * HalfBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(HalfBytes), Low);
        return bytes;
    }

    /// <summary>0x and lower-case hexadecimal.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(ToBytes());
}
