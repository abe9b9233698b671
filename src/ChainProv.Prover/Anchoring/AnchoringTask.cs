using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Anchoring;

/// <summary>What is to be anchored.</summary>
/// <param name="Release">The release.</param>
/// <param name="Versions">The transactions of one nonce that may be on their way, newest last; empty if there is none.</param>
public sealed record AnchoringTask(ProvedRelease Release, IReadOnlyList<AnchorTransaction> Versions);
