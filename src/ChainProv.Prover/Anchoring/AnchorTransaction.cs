using ChainProv.Ethereum;

namespace ChainProv.Prover.Anchoring;

/// <summary>A signed transaction that anchors a release: sending it any number of times has the effect of once.</summary>
/// <param name="Raw">The bytes that a node takes.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Nonce">Its place in the publisher's sequence; versions with higher fees share it.</param>
public sealed record AnchorTransaction(ReadOnlyMemory<byte> Raw, Hash32 Hash, ulong Nonce);
