using ChainProv.Ethereum;

namespace ChainProv.Prover.Anchoring;

/// <summary>Where on the chain a release is.</summary>
/// <param name="Transaction">The transaction that anchored it.</param>
/// <param name="Block">The number of the block that holds it.</param>
public sealed record AnchoredRelease(Hash32 Transaction, ulong Block);
