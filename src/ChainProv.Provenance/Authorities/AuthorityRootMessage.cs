using System.Buffers.Binary;
using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;

namespace ChainProv.Provenance.Authorities;

/// <summary>What an authority signs to publish a root on one registry of one chain.</summary>
/// <param name="ChainId">EIP-155.</param>
/// <param name="Registry">The contract's address, 20 bytes.</param>
/// <param name="Revision">Counts published roots from 1.</param>
/// <param name="Revokes">Whether the root takes away something that the previous one held.</param>
public sealed record AuthorityRootMessage(ulong ChainId, ReadOnlyMemory<byte> Registry, AuthorityId AuthorityId, ulong Revision, Fr AuthorityRoot, bool Revokes)
{
    private const int WordBytes = 32, AddressBytes = 20;

    private static readonly byte[] Type = Keccak256.Hash("ChainProv.AuthorityRoot.v1"u8);

    /// <summary>keccak256(abi.encode(keccak256("ChainProv.AuthorityRoot.v1"), chainId, registry, authorityId, revision, authorityRoot, revokes)).</summary>
    /// <exception cref="InvalidOperationException">The registry's address does not have 20 bytes.</exception>
    public byte[] Hash()
    {
        if (Registry.Length != AddressBytes) throw new InvalidOperationException($"An address has {AddressBytes} bytes, not {Registry.Length}.");
        Span<byte> encoded = stackalloc byte[7 * WordBytes];
        encoded.Clear();
        Type.CopyTo(Word(encoded, 0));
        BinaryPrimitives.WriteUInt64BigEndian(Word(encoded, 1)[^sizeof(ulong)..], ChainId);
        Registry.Span.CopyTo(Word(encoded, 2)[^AddressBytes..]);
        AuthorityId.ToBytes().CopyTo(Word(encoded, 3));
        BinaryPrimitives.WriteUInt64BigEndian(Word(encoded, 4)[^sizeof(ulong)..], Revision);
        AuthorityRoot.Write(Word(encoded, 5));
        Word(encoded, 6)[^1] = Revokes ? (byte)1 : (byte)0;
        return Keccak256.Hash(encoded);
    }

    /// <summary>The signature that the registry checks: BLS with proof of possession, over <see cref="Hash"/>.</summary>
    public BlsSignature Sign(BlsSecretKey key) => BlsScheme.ProofOfPossession.Sign(key, Hash());

    private static Span<byte> Word(Span<byte> encoded, int index) => encoded.Slice(index * WordBytes, WordBytes);
}
