using System.Buffers.Binary;
using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;

namespace ChainProv.Provenance.Authorities;

/// <summary>keccak256 of an authority's compressed public key: its name on chain.</summary>
public readonly record struct AuthorityId(UInt128 High, UInt128 Low)
{
    public const int Bytes = 32;

    public static AuthorityId Of(BlsPublicKey key) => Read(Keccak256.Hash(key.ToBytes()));

    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 32 bytes.</exception>
    public static AuthorityId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    public override string ToString() => "0x" + Convert.ToHexStringLower(ToBytes());
}
