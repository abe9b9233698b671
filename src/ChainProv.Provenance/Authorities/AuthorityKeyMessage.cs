using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Authorities;

/// <summary>What an authority's old and new key sign to replace the one by the other in one registry of one chain.</summary>
/// <param name="ChainId">EIP-155.</param>
/// <param name="Registry">The contract's address, 20 bytes.</param>
/// <param name="Rotation">Counts the authority's rotations from 1.</param>
/// <param name="NewKey">keccak256 of the new compressed key, as an authority's id would be.</param>
public sealed record AuthorityKeyMessage(ulong ChainId, ReadOnlyMemory<byte> Registry, AuthorityId AuthorityId, ulong Rotation, AuthorityId NewKey)
{
    private static readonly byte[] Type = Keccak256.Hash("ChainProv.AuthorityKey.v1"u8);

    /// <summary>keccak256(abi.encode(keccak256("ChainProv.AuthorityKey.v1"), chainId, registry, authorityId, rotation, newKey)).</summary>
    /// <exception cref="InvalidOperationException">The registry's address does not have 20 bytes.</exception>
    public byte[] Hash() => new MessageEncoding(6).Bytes(0, Type).Integer(1, ChainId).Address(2, Registry.Span).Bytes(3, AuthorityId.ToBytes()).Integer(4, Rotation).Bytes(5, NewKey.ToBytes()).Hash();
}
