using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Transactions;

/// <summary>Waits for one of the versions of a transaction to be mined for good.</summary>
/// <remarks>
/// A receipt counts only if the chain's block of that number still has the receipt's hash. That something is missing is believed only when it is
/// seen several times in a row: behind one address there may be nodes of which one lags.
/// </remarks>
internal sealed class ReceiptWatch(EthereumClient client, TransactionSenderOptions options, TimeProvider time)
{
    private const int SightingsNeeded = 3;
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(50);

    public async Task<TransactionReceipt> WaitAsync(
        IReadOnlyList<SignedTransaction> versions, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (versions.Count == 0 || versions.Any(version => version.Nonce != versions[0].Nonce || version.From != versions[0].From))
            throw new ArgumentException("versions of one transaction share sender and nonce", nameof(versions));
        long start = time.GetTimestamp();
        int nonceTaken = 0, refused = 0;
        for (TimeSpan poll = FirstPoll; ; poll = Least(poll * 2, options.PollInterval))
        {
            TransactionReceipt? receipt = await FindReceiptAsync(versions, cancellationToken).ConfigureAwait(false);
            if (receipt is not null && await IsConfirmedAsync(receipt, cancellationToken).ConfigureAwait(false))
                return receipt;
            bool taken = receipt is null && await IsNonceTakenAsync(versions[0], cancellationToken).ConfigureAwait(false);
            nonceTaken = taken ? nonceTaken + 1 : 0;
            if (nonceTaken >= SightingsNeeded)
                throw new TransactionReplacedException(versions[^1]);
            RpcErrorException? refusal = receipt is null && !taken ? await OfferAgainAsync(versions, cancellationToken).ConfigureAwait(false) : null;
            refused = refusal is null ? 0 : refused + 1;
            if (refused >= SightingsNeeded)
                throw new TransactionDroppedException(versions[^1], refusal!);
            if (time.GetElapsedTime(start) >= timeout)
                throw new ReceiptTimeoutException(versions[^1], timeout, receipt is not null);
            await Task.Delay(Least(poll, options.PollInterval), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether another transaction took the nonce.</summary>
    public async Task<bool> IsReplacedAsync(IReadOnlyList<SignedTransaction> versions, CancellationToken cancellationToken)
    {
        for (int sighting = 0; sighting < SightingsNeeded; sighting++)
        {
            if (sighting > 0)
                await Task.Delay(Least(FirstPoll, options.PollInterval), time, cancellationToken).ConfigureAwait(false);
            if (!await IsNonceTakenAsync(versions[0], cancellationToken).ConfigureAwait(false)
                || await FindReceiptAsync(versions, cancellationToken).ConfigureAwait(false) is not null)
                return false;
        }
        return true;
    }

    private async Task<TransactionReceipt?> FindReceiptAsync(IReadOnlyList<SignedTransaction> versions, CancellationToken cancellationToken)
    {
        foreach (SignedTransaction version in versions)
        {
            if (await client.GetTransactionReceiptAsync(version.Hash, cancellationToken).ConfigureAwait(false) is TransactionReceipt receipt)
                return receipt;
        }
        return null;
    }

    private async Task<bool> IsConfirmedAsync(TransactionReceipt receipt, CancellationToken cancellationToken)
    {
        ulong head = await client.BlockNumberAsync(cancellationToken).ConfigureAwait(false);
        if (head + 1 < receipt.BlockNumber + (ulong)options.Confirmations)
            return false;
        Block? block = await client.GetBlockAsync(receipt.BlockNumber, cancellationToken).ConfigureAwait(false);
        return block?.Hash == receipt.BlockHash;
    }

    private async Task<bool> IsNonceTakenAsync(SignedTransaction transaction, CancellationToken cancellationToken) =>
        await client.GetTransactionCountAsync(transaction.From, BlockTag.Latest, cancellationToken).ConfigureAwait(false) > transaction.Nonce;

    /// <summary>Sends the newest version again if the node knows none; gives the node's refusal.</summary>
    private async Task<RpcErrorException?> OfferAgainAsync(IReadOnlyList<SignedTransaction> versions, CancellationToken cancellationToken)
    {
        foreach (SignedTransaction version in versions)
        {
            if (await client.GetTransactionAsync(version.Hash, cancellationToken).ConfigureAwait(false) is not null)
                return null;
        }
        try
        {
            await client.SendRawTransactionAsync(versions[^1].Raw, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (RpcErrorException error) when (!NodeErrors.IsNonceTooLow(error))
        {
            return error;
        }
        catch (RpcErrorException)
        {
            return null; // mined or replaced meanwhile: the next look tells which
        }
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
