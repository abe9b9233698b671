using ChainProv.Ethereum;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Anchoring;

/// <summary>The seam to the chain: the steps of anchoring, each of which may be the last before a crash.</summary>
/// <remarks>Every method that asks the node may throw <see cref="AnchorUnavailableException"/>.</remarks>
public interface IReleaseAnchor
{
    /// <summary>The registry that it anchors in.</summary>
    Address Registry { get; }

    /// <summary>The account that anchors and pays.</summary>
    Address Publisher { get; }

    /// <summary>The chain that the node serves.</summary>
    Task<ulong> GetChainIdAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure that the registry is one, before anything is proved for it.</summary>
    /// <exception cref="ProverException">There is another contract, or none.</exception>
    Task RequireRegistryAsync(CancellationToken cancellationToken);

    /// <summary>Whether a release that was anchored in a block is still on the chain.</summary>
    Task<AnchorStanding> CheckAsync(Hash32 releaseId, ulong block, CancellationToken cancellationToken);

    /// <summary>Where a release is anchored, by whichever transaction; null if it is not.</summary>
    /// <exception cref="AnchorUnavailableException">Also if it is anchored in a block that is not yet confirmed.</exception>
    Task<AnchoredRelease?> FindAsync(Hash32 releaseId, CancellationToken cancellationToken);

    /// <summary>Checks, prices and signs the transaction that anchors a release; nothing is sent, its nonce is taken.</summary>
    /// <exception cref="ReleaseRefusedException">The registry would refuse it.</exception>
    Task<AnchorTransaction> PrepareAsync(ProvedRelease release, CancellationToken cancellationToken);

    /// <summary>Gives back the nonce of a transaction that was prepared and will never be sent.</summary>
    void Abandon(AnchorTransaction transaction);

    /// <summary>A transaction of before a restart may be on its way: its nonce is not given to another.</summary>
    void Hold(AnchorTransaction transaction);

    /// <summary>Hands a stored transaction to the node; doing it again has no further effect.</summary>
    Task SubmitAsync(AnchorTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Watches the versions of a transaction for a while; a node that knows none is given the newest.</summary>
    Task<AnchorSighting> WatchAsync(ProvedRelease release, IReadOnlyList<AnchorTransaction> versions, CancellationToken cancellationToken);

    /// <summary>A version that pays more, under the same nonce; null if the cap on fees leaves no room.</summary>
    Task<AnchorTransaction?> RaiseFeesAsync(AnchorTransaction transaction, CancellationToken cancellationToken);
}
