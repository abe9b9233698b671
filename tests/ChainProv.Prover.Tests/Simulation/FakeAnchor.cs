using ChainProv.Ethereum;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>Anchors on the fake chain.</summary>
public sealed class FakeAnchor(FakeChain chain, int confirmations = 1) : IReleaseAnchor
{
    private const int Patience = 20;
    private readonly HashSet<ulong> _held = [];

    public Address Registry { get; init; } = Address.Parse("0x00000000000000000000000000000000000000aa");

    public Address Publisher { get; init; } = Address.Parse("0x00000000000000000000000000000000000000bb");

    /// <summary>How often it was asked whether a release is still there.</summary>
    public int Looks { get; private set; }

    public async Task<ulong> GetChainIdAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        return chain.ChainId;
    }

    public async Task RequireRegistryAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        if (!chain.HasRegistry)
            throw new ProverException("there is no registry");
    }

    public async Task<AnchorStanding> CheckAsync(Hash32 releaseId, ulong block, CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        Looks++;
        return chain.AnchoredBy(releaseId) is FakeTransaction by && chain.BlockOf(by.Hash) is ulong at
            ? new AnchorStanding.Stands(new AnchoredRelease(by.Hash, at), at + chain.FinalDepth <= chain.Height)
            : chain.Height < block ? new AnchorStanding.Behind() : new AnchorStanding.Gone();
    }

    public async Task<AnchoredRelease?> FindAsync(Hash32 releaseId, CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        return chain.AnchoredBy(releaseId) is FakeTransaction by ? new AnchoredRelease(by.Hash, chain.BlockOf(by.Hash)!.Value) : null;
    }

    public async Task<AnchorTransaction> PrepareAsync(ProvedRelease release, CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        if (chain.Refusal is not null && !chain.RefusesOnlyWhenMined)
            throw chain.Refusal;
        lock (_held)
        {
            ulong nonce = chain.PendingNonce;
            while (!_held.Add(nonce))
                nonce++;
            return new FakeTransaction(nonce, release.ReleaseId, 100).Signed;
        }
    }

    public void Abandon(AnchorTransaction transaction)
    {
        lock (_held)
            _held.Remove(transaction.Nonce);
    }

    public void Hold(AnchorTransaction transaction)
    {
        lock (_held)
            _held.Add(transaction.Nonce);
    }

    public async Task SubmitAsync(AnchorTransaction transaction, CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        if (chain.Send(FakeTransaction.Read(transaction)) is string refusal)
            throw new AnchorUnavailableException(refusal);
    }

    public async Task<AnchorSighting> WatchAsync(ProvedRelease release, IReadOnlyList<AnchorTransaction> versions, CancellationToken cancellationToken)
    {
        for (int look = 0; look < Patience; look++)
        {
            await AskAsync(cancellationToken);
            if (versions.FirstOrDefault(version => chain.BlockOf(version.Hash) is not null) is AnchorTransaction mined)
            {
                ulong block = chain.BlockOf(mined.Hash)!.Value;
                if (chain.Height + 1 >= block + (ulong)confirmations)
                    return Judge(mined, release, block);
            }
            else if (chain.NextNonce > versions[0].Nonce)
            {
                return new AnchorSighting.Replaced();
            }
            else if (!versions.Any(version => chain.Knows(version.Hash)) && chain.Send(FakeTransaction.Read(versions[^1])) is string refusal)
            {
                return new AnchorSighting.Unwanted(refusal);
            }
            await Task.Delay(1, cancellationToken);
        }
        return versions.Any(version => chain.BlockOf(version.Hash) is not null) ? new AnchorSighting.Confirming() : new AnchorSighting.Pending();
    }

    public async Task<AnchorTransaction?> RaiseFeesAsync(AnchorTransaction transaction, CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        FakeTransaction old = FakeTransaction.Read(transaction);
        return (old with { Fee = old.Fee * 2 }).Signed;
    }

    private AnchorSighting Judge(AnchorTransaction mined, ProvedRelease release, ulong block) =>
        chain.AnchoredBy(release.ReleaseId)?.Hash == mined.Hash
            ? new AnchorSighting.Anchored(new AnchoredRelease(mined.Hash, block))
            : new AnchorSighting.Reverted(mined.Hash, chain.Refusal ?? new ReleaseRefusedException("AlreadyAnchored", isRetriable: false));

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (chain.IsSilent)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        if (chain.Trouble is not null)
            throw new AnchorUnavailableException(chain.Trouble.Message, chain.Trouble.NeedsHands);
    }
}
