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
    private static readonly byte[] Type = Keccak256.Hash("ChainProv.AuthorityRoot.v1"u8);

    /// <summary>keccak256(abi.encode(keccak256("ChainProv.AuthorityRoot.v1"), chainId, registry, authorityId, revision, authorityRoot, revokes)).</summary>
    /// <exception cref="InvalidOperationException">The registry's address does not have 20 bytes.</exception>
    public byte[] Hash() => new MessageEncoding(7)
        .Bytes(0, Type).Integer(1, ChainId).Address(2, Registry.Span).Bytes(3, AuthorityId.ToBytes()).Integer(4, Revision).Element(5, AuthorityRoot).Boolean(6, Revokes).Hash();

    /// <summary>The signature that the registry checks: BLS with proof of possession, over <see cref="Hash"/>.</summary>
    public BlsSignature Sign(BlsSecretKey key) => BlsScheme.ProofOfPossession.Sign(key, Hash());
}
