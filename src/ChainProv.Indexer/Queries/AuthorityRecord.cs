using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>An authority as it stands at a block.</summary>
/// <param name="AuthorityId">Keccak-256 of its first compressed public key.</param>
/// <param name="PublicKey">Its BLS public key of then, a G1 point of 128 bytes, in hexadecimal.</param>
/// <param name="Rotations">How often it had replaced its key.</param>
/// <param name="Recognised">Whether the registry recognises it.</param>
/// <param name="Revision">The revision of its newest root; zero before the first.</param>
/// <param name="LastRevocation">The newest revision that took something away; zero if none did.</param>
/// <param name="Root">Its newest root; null before the first.</param>
/// <param name="Registered">Where it was registered.</param>
public sealed record AuthorityRecord(
    Hash32 AuthorityId, string PublicKey, ulong Rotations, bool Recognised, ulong Revision, ulong LastRevocation, Hash32? Root, Provenance Registered);
