using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Proving;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Anchoring;

/// <summary>Anchors by transactions of one key, which nobody else should use at the same time.</summary>
/// <remarks>
/// The client's failures become two: what the contract refuses, and what may pass. Chain and node may change between any two calls,
/// so each that concludes something from what the node does not know first asks which chain it serves.
/// </remarks>
public sealed class RegistryReleaseAnchor : IReleaseAnchor, IDisposable
{
    private const int LooksUntilGone = 3;
    private const ulong DefaultFinalityDepth = 64;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly EthereumClient _client;
    private readonly EthereumKey _key;
    private readonly RegistryReleases _releases;
    private readonly ProverIdentity _identity;
    private readonly Lazy<TransactionSender> _sender;
    private readonly TimeProvider _time;
    private readonly int? _confirmations;
    private readonly ulong? _finalityDepth;

    /// <summary>An anchor that sends <paramref name="key"/>'s transactions through <paramref name="client"/>.</summary>
    public RegistryReleaseAnchor(
        EthereumClient client, EthereumKey key, Address registry, ProverIdentity identity, IOptions<ProverOptions> options, TimeProvider time)
    {
        (_client, _key, _identity, _time) = (client, key, identity, time);
        _releases = new RegistryReleases(client, registry);
        AnchoringOptions anchoring = options.Value.Anchoring;
        (_confirmations, _finalityDepth) = (anchoring.Confirmations, anchoring.FinalityDepth);
        // Which chain the transactions are for is known only once the service has started.
        _sender = new Lazy<TransactionSender>(() => new TransactionSender(client, key, SenderOptions(anchoring), time));
    }

    /// <inheritdoc/>
    public Address Registry => _releases.Address;

    /// <inheritdoc/>
    public Address Publisher => _key.Address;

    private int Confirmations => _confirmations ?? (LocalChains.Contains(_identity.Context.ChainId) ? 1 : 6);

    /// <inheritdoc/>
    public Task<ulong> GetChainIdAsync(CancellationToken cancellationToken) => AskAsync(() => _client.ChainIdAsync(cancellationToken));

    /// <inheritdoc/>
    public Task RequireRegistryAsync(CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await _releases.RequireRegistryAsync(cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public Task<AnchorStanding> CheckAsync(Hash32 releaseId, ulong block, CancellationToken cancellationToken) => AskAsync<AnchorStanding>(async () =>
    {
        await RequireChainAsync(cancellationToken).ConfigureAwait(false);
        for (int look = 1; ; look++)
        {
            ulong head = await _client.BlockNumberAsync(cancellationToken).ConfigureAwait(false);
            if (await _releases.FindAsync(releaseId, cancellationToken).ConfigureAwait(false) is AnchoredRelease found)
                return new AnchorStanding.Stands(found, found.Block <= await FinalizedAsync(head, cancellationToken).ConfigureAwait(false));
            if (head < block)
                return new AnchorStanding.Behind();
            if (look == LooksUntilGone)
                return new AnchorStanding.Gone();
            await Task.Delay(BetweenLooks, _time, cancellationToken).ConfigureAwait(false);
        }
    });

    /// <inheritdoc/>
    public Task<AnchoredRelease?> FindAsync(Hash32 releaseId, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await RequireChainAsync(cancellationToken).ConfigureAwait(false);
        AnchoredRelease? found = await _releases.FindAsync(releaseId, cancellationToken).ConfigureAwait(false);
        if (found is not null && await _client.BlockNumberAsync(cancellationToken).ConfigureAwait(false) + 1 < found.Block + (ulong)Confirmations)
            throw new AnchorUnavailableException($"the release is in block {found.Block} and waits for {Confirmations} confirmations");
        return found;
    });

    /// <inheritdoc/>
    public Task<AnchorTransaction> PrepareAsync(ProvedRelease release, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        try
        {
            return Keep(await _sender.Value.PrepareAsync(_releases.Anchor(release), cancellationToken).ConfigureAwait(false));
        }
        catch (ContractRevertedException reverted)
        {
            throw RegistryReleases.Explain(reverted) as Exception ?? new AnchorUnavailableException("the release is anchored already, in a block that is not seen yet", inner: reverted);
        }
    });

    /// <inheritdoc/>
    public void Abandon(AnchorTransaction transaction) => _sender.Value.Abandon(Read(transaction));

    /// <inheritdoc/>
    public void Hold(AnchorTransaction transaction) => _sender.Value.Hold(Read(transaction));

    /// <inheritdoc/>
    public Task SubmitAsync(AnchorTransaction transaction, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        try
        {
            await _sender.Value.SubmitAsync(Read(transaction), cancellationToken).ConfigureAwait(false);
        }
        catch (TransactionReplacedException)
        {
            // Perhaps by an older version of the same transaction: whoever watches all of them tells.
        }
        return true;
    });

    /// <inheritdoc/>
    public Task<AnchorSighting> WatchAsync(ProvedRelease release, IReadOnlyList<AnchorTransaction> versions, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await RequireChainAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TransactionReceipt receipt = await _sender.Value.WaitForReceiptAsync([.. versions.Select(Read)], cancellationToken).ConfigureAwait(false);
            return await JudgeAsync(receipt, release, cancellationToken).ConfigureAwait(false);
        }
        catch (TransactionReplacedException)
        {
            return new AnchorSighting.Replaced();
        }
        catch (TransactionDroppedException dropped)
        {
            await RequireFundsAsync(dropped.Transaction, cancellationToken).ConfigureAwait(false);
            return new AnchorSighting.Unwanted(dropped.InnerException?.Message ?? dropped.Message);
        }
        catch (ReceiptTimeoutException)
        {
            return await IsMinedAsync(versions, cancellationToken).ConfigureAwait(false) ? new AnchorSighting.Confirming() : new AnchorSighting.Pending();
        }
    });

    /// <inheritdoc/>
    public Task<AnchorTransaction?> RaiseFeesAsync(AnchorTransaction transaction, CancellationToken cancellationToken) => AskAsync(async () =>
        await _sender.Value.RaiseFeesAsync(Read(transaction), cancellationToken).ConfigureAwait(false) is SignedTransaction raised ? Keep(raised) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_sender.IsValueCreated)
            _sender.Value.Dispose();
        _key.Dispose();
        _client.Dispose();
    }

    private async Task<AnchorSighting> JudgeAsync(TransactionReceipt receipt, ProvedRelease release, CancellationToken cancellationToken)
    {
        try
        {
            await _sender.Value.RequireSuccessAsync(receipt, _releases.Anchor(release), cancellationToken).ConfigureAwait(false);
            return new AnchorSighting.Anchored(new AnchoredRelease(receipt.TransactionHash, receipt.BlockNumber));
        }
        catch (ContractRevertedException reverted)
        {
            return new AnchorSighting.Reverted(
                receipt.TransactionHash, RegistryReleases.Explain(reverted) ?? new ReleaseRefusedException(reverted.Reason.ToString(), isRetriable: true, reverted));
        }
    }

    /// <summary>The newest final block; null if there is none yet. A node of a chain that does not know finality refuses the tag.</summary>
    private async Task<ulong?> FinalizedAsync(ulong head, CancellationToken cancellationToken)
    {
        if (_finalityDepth is null)
        {
            try
            {
                return (await _client.GetBlockAsync(BlockTag.Finalized, cancellationToken).ConfigureAwait(false))?.Number;
            }
            catch (RpcErrorException)
            {
                // The depth decides.
            }
        }
        ulong depth = _finalityDepth ?? DefaultFinalityDepth;
        return head >= depth ? head - depth : null;
    }

    private async Task<bool> IsMinedAsync(IReadOnlyList<AnchorTransaction> versions, CancellationToken cancellationToken)
    {
        foreach (AnchorTransaction version in versions)
        {
            if (await _client.GetTransactionReceiptAsync(version.Hash, cancellationToken).ConfigureAwait(false) is not null)
                return true;
        }
        return false;
    }

    private async Task RequireFundsAsync(SignedTransaction signed, CancellationToken cancellationToken)
    {
        Wei has = await _client.GetBalanceAsync(Publisher, cancellationToken: cancellationToken).ConfigureAwait(false);
        Wei needs = signed.Transaction.Value + (signed.Transaction.MaxFeePerGas * signed.Transaction.GasLimit);
        if (has < needs)
            throw new AnchorUnavailableException($"{Publisher} has {has}, and the transaction needs up to {needs}", needsHands: true);
    }

    private Task RequireChainAsync(CancellationToken cancellationToken) => _client.RequireChainAsync(_identity.Context.ChainId, cancellationToken);

    private TransactionSenderOptions SenderOptions(AnchoringOptions options) => new()
    {
        ChainId = _identity.Context.ChainId,
        Confirmations = Confirmations,
        ReceiptTimeout = options.RaiseFeesAfter,
        MaxFeePerGas = options.MaxFeePerGasGwei is long gwei ? Wei.FromGwei(gwei) : null,
    };

    private static AnchorTransaction Keep(SignedTransaction signed) => new(signed.Raw, signed.Hash, signed.Nonce);

    private static SignedTransaction Read(AnchorTransaction kept) => SignedTransaction.Decode(kept.Raw.Span);

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (EthereumException error)
        {
            bool needsHands = error is InsufficientFundsException or WrongChainException or ContractNotDeployedException;
            throw new AnchorUnavailableException(error.Message, needsHands, error);
        }
    }
}
