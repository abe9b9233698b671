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
    private readonly EthereumClient _client;
    private readonly EthereumKey _key;
    private readonly RegistryReleases _releases;
    private readonly ProverIdentity _identity;
    private readonly Lazy<TransactionSender> _sender;
    private readonly int? _confirmations;

    /// <summary>An anchor that sends <paramref name="key"/>'s transactions through <paramref name="client"/>.</summary>
    public RegistryReleaseAnchor(
        EthereumClient client, EthereumKey key, Address registry, ProverIdentity identity, IOptions<ProverOptions> options, TimeProvider time)
    {
        (_client, _key, _identity) = (client, key, identity);
        _releases = new RegistryReleases(client, registry);
        AnchoringOptions anchoring = options.Value.Anchoring;
        _confirmations = anchoring.Confirmations;
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
