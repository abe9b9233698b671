using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Transactions;

/// <summary>Sends the transactions of one key, also many at once, in steps that survive a crash between any two of them.</summary>
/// <remarks>
/// A caller that must act exactly once keeps <see cref="SignedTransaction.Raw"/> durably between <see cref="PrepareAsync"/> and
/// <see cref="SubmitAsync"/>. After a restart it submits what it kept, before it prepares anything new: the same bytes can be mined only once.
/// It prepares anew only after <see cref="TransactionReplacedException"/>. One sender a key and process; the key stays the caller's.
/// </remarks>
public sealed class TransactionSender : IDisposable
{
    private const ulong MaxTransactionGas = 1 << 24; // EIP-7825, since Osaka

    private readonly EthereumClient _client;
    private readonly EthereumKey _key;
    private readonly TransactionSenderOptions _options;
    private readonly NonceSequence _nonces;
    private readonly ReceiptWatch _receipts;
    private ulong? _chainId;

    /// <summary>A sender of <paramref name="key"/>'s transactions through <paramref name="client"/>.</summary>
    public TransactionSender(EthereumClient client, EthereumKey key, TransactionSenderOptions? options = null, TimeProvider? time = null)
    {
        (_client, _key, _options) = (client, key, options ?? new TransactionSenderOptions());
        _options.Validate();
        _chainId = _options.ChainId;
        _nonces = new NonceSequence(client, key.Address);
        _receipts = new ReceiptWatch(client, _options, time ?? TimeProvider.System);
    }

    /// <summary>The account that sends and pays.</summary>
    public Address Address => _key.Address;

    /// <summary>Checks, prices and signs a transaction; nothing is sent. Its nonce is taken until the transaction is mined or abandoned.</summary>
    /// <exception cref="WrongChainException">The node serves another chain than before or than configured.</exception>
    /// <exception cref="ContractNotDeployedException">Data is to go to an address without a contract.</exception>
    /// <exception cref="ContractRevertedException">The transaction would revert.</exception>
    /// <exception cref="InsufficientFundsException">The account cannot pay for it.</exception>
    public async Task<SignedTransaction> PrepareAsync(TransactionRequest request, CancellationToken cancellationToken = default)
    {
        ulong chainId = await RequireChainAsync(cancellationToken).ConfigureAwait(false);
        if (request.To is Address contract && !request.Data.IsEmpty
            && (await _client.GetCodeAsync(contract, cancellationToken: cancellationToken).ConfigureAwait(false)).Length == 0)
            throw new ContractNotDeployedException(contract);
        FeeSuggestion suggestion = await _client.SuggestFeesAsync(cancellationToken).ConfigureAwait(false);
        (Wei tip, Wei maxFee) = FeePolicy.First(suggestion, _options.MaxFeePerGas);
        ulong gas = request.GasLimit ?? await EstimateAsync(request, cancellationToken).ConfigureAwait(false);
        await RequireFundsAsync(request.Value + (maxFee * gas), null, cancellationToken).ConfigureAwait(false);
        ulong nonce = await _nonces.TakeAsync(cancellationToken).ConfigureAwait(false);
        return new Eip1559Transaction(chainId, nonce, tip, maxFee, gas, request.To, request.Value, request.Data).Sign(_key);
    }

    /// <summary>Hands a prepared transaction to the node; doing it again, also after a restart, has no further effect.</summary>
    /// <exception cref="WrongChainException">The node serves another chain than the transaction is for.</exception>
    /// <exception cref="TransactionReplacedException">Another transaction took the nonce.</exception>
    /// <exception cref="InsufficientFundsException">The account cannot pay for it any more.</exception>
    /// <exception cref="RpcErrorException">The node refuses it for another reason.</exception>
    public async Task SubmitAsync(SignedTransaction transaction, CancellationToken cancellationToken = default)
    {
        RequireOwn(transaction);
        await _client.RequireChainAsync(transaction.Transaction.ChainId, cancellationToken).ConfigureAwait(false);
        _nonces.Hold(transaction.Nonce);
        try
        {
            await _client.SendRawTransactionAsync(transaction.Raw, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcErrorException error) when (NodeErrors.IsNonceTooLow(error))
        {
            if (await _receipts.IsReplacedAsync([transaction], cancellationToken).ConfigureAwait(false))
            {
                _nonces.Release(transaction.Nonce);
                throw new TransactionReplacedException(transaction);
            }
        }
        catch (RpcErrorException error) when (NodeErrors.IsInsufficientFunds(error))
        {
            Wei needs = transaction.Transaction.Value + (transaction.Transaction.MaxFeePerGas * transaction.Transaction.GasLimit);
            await RequireFundsAsync(needs, error, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until a transaction is mined and confirmed by blocks that are still on the chain; a node that forgot it is given it again.</summary>
    /// <exception cref="ReceiptTimeoutException">That takes longer than <see cref="TransactionSenderOptions.ReceiptTimeout"/>.</exception>
    /// <exception cref="TransactionReplacedException">Another transaction took the nonce.</exception>
    /// <exception cref="TransactionDroppedException">The node forgot it and refuses it.</exception>
    public Task<TransactionReceipt> WaitForReceiptAsync(SignedTransaction transaction, CancellationToken cancellationToken = default) =>
        WaitForReceiptAsync([transaction], cancellationToken);

    /// <summary>As <see cref="WaitForReceiptAsync(SignedTransaction, CancellationToken)"/> for all versions that share a nonce, newest last: one is mined.</summary>
    public Task<TransactionReceipt> WaitForReceiptAsync(
        IReadOnlyList<SignedTransaction> versions, CancellationToken cancellationToken = default) =>
        WaitAsync(versions, _options.ReceiptTimeout, cancellationToken);

    /// <summary>A version of a waiting transaction that pays more, under the same nonce; null if the cap on fees leaves no room.</summary>
    public async Task<SignedTransaction?> RaiseFeesAsync(SignedTransaction transaction, CancellationToken cancellationToken = default)
    {
        RequireOwn(transaction);
        FeeSuggestion suggestion = await _client.SuggestFeesAsync(cancellationToken).ConfigureAwait(false);
        return FeePolicy.Raise(transaction.Transaction, suggestion, _options.MaxFeePerGas) is (Wei tip, Wei maxFee)
            ? (transaction.Transaction with { MaxPriorityFeePerGas = tip, MaxFeePerGas = maxFee }).Sign(_key)
            : null;
    }

    /// <summary>Keeps the nonce of a transaction of before a restart, so that nothing prepared meanwhile takes it.</summary>
    public void Hold(SignedTransaction transaction)
    {
        RequireOwn(transaction);
        _nonces.Hold(transaction.Nonce);
    }

    /// <summary>Gives back the nonce of a transaction that was prepared and will never be submitted.</summary>
    public void Abandon(SignedTransaction transaction)
    {
        RequireOwn(transaction);
        _nonces.Release(transaction.Nonce);
    }

    /// <summary>Prepares, submits and waits; raises the fees when that takes long; a transaction that reverts is an exception.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="beforeSubmit">Called with every version before it is sent, to keep it.</param>
    /// <param name="cancellationToken">Ends the wait, not the transaction.</param>
    /// <exception cref="ContractRevertedException">The transaction would revert, or was mined and did.</exception>
    public async Task<TransactionReceipt> SendAsync(
        TransactionRequest request, Func<SignedTransaction, CancellationToken, Task>? beforeSubmit = null, CancellationToken cancellationToken = default)
    {
        SignedTransaction first = await PrepareAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await KeepAndSubmitAsync(first, beforeSubmit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (RpcUnreachableException or RpcProtocolException or OperationCanceledException))
        {
            Abandon(first); // it was not kept, or the node refused it: either way it is nowhere
            throw;
        }
        List<SignedTransaction> versions = [first];
        while (versions.Count <= _options.MaxBumps && _options.BumpAfter < _options.ReceiptTimeout)
        {
            try
            {
                return await FinishAsync(versions, _options.BumpAfter, request, cancellationToken).ConfigureAwait(false);
            }
            catch (ReceiptTimeoutException)
            {
                await TryRaiseAsync(versions, beforeSubmit, cancellationToken).ConfigureAwait(false);
            }
        }
        return await FinishAsync(versions, _options.ReceiptTimeout, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does nothing for a transaction that succeeded; finds out why a mined one failed.</summary>
    /// <exception cref="ContractRevertedException">It reverted; the reason is found by calling again on the state of the block before.</exception>
    public async Task RequireSuccessAsync(
        TransactionReceipt receipt, TransactionRequest request, CancellationToken cancellationToken = default)
    {
        if (receipt.Succeeded)
            return;
        Abi.RevertReason reason = Abi.RevertReason.Decode(default, []);
        try
        {
            CallRequest call = new(request.To, request.Data) { From = receipt.From, Value = request.Value };
            await _client.CallAsync(call, receipt.BlockNumber - 1, request.Errors, cancellationToken).ConfigureAwait(false);
        }
        catch (ContractRevertedException reverted)
        {
            reason = reverted.Reason;
        }
        catch (RpcErrorException)
        {
            // The node no longer has that state: the transaction failed all the same, only its reason is unknown.
        }
        throw new ContractRevertedException(request.To, reason, receipt.TransactionHash);
    }

    /// <inheritdoc/>
    public void Dispose() => _nonces.Dispose();

    private async Task<TransactionReceipt> FinishAsync(
        IReadOnlyList<SignedTransaction> versions, TimeSpan timeout, TransactionRequest request, CancellationToken cancellationToken)
    {
        TransactionReceipt receipt = await WaitAsync(versions, timeout, cancellationToken).ConfigureAwait(false);
        await RequireSuccessAsync(receipt, request, cancellationToken).ConfigureAwait(false);
        return receipt;
    }

    private async Task TryRaiseAsync(
        List<SignedTransaction> versions, Func<SignedTransaction, CancellationToken, Task>? beforeSubmit, CancellationToken cancellationToken)
    {
        SignedTransaction? raised = await RaiseFeesAsync(versions[^1], cancellationToken).ConfigureAwait(false);
        versions.Add(raised ?? versions[^1]);
        try
        {
            await KeepAndSubmitAsync(versions[^1], raised is null ? null : beforeSubmit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TransactionReplacedException or InsufficientFundsException or RpcErrorException)
        {
            // An earlier version was mined meanwhile, or the node keeps that one: the wait for any of them goes on and tells.
            _nonces.Hold(versions[0].Nonce);
        }
    }

    private async Task KeepAndSubmitAsync(
        SignedTransaction transaction, Func<SignedTransaction, CancellationToken, Task>? keep, CancellationToken cancellationToken)
    {
        if (keep is not null)
            await keep(transaction, cancellationToken).ConfigureAwait(false);
        await SubmitAsync(transaction, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TransactionReceipt> WaitAsync(
        IReadOnlyList<SignedTransaction> versions, TimeSpan timeout, CancellationToken cancellationToken)
    {
        TransactionReceipt receipt;
        try
        {
            receipt = await _receipts.WaitAsync(versions, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TransactionReplacedException)
        {
            _nonces.Release(versions[0].Nonce);
            throw;
        }
        _nonces.Release(versions[0].Nonce);
        return receipt;
    }

    private async Task<ulong> RequireChainAsync(CancellationToken cancellationToken)
    {
        if (_chainId is ulong expected)
            await _client.RequireChainAsync(expected, cancellationToken).ConfigureAwait(false);
        else
            _chainId = await _client.ChainIdAsync(cancellationToken).ConfigureAwait(false);
        return _chainId.Value;
    }

    private async Task<ulong> EstimateAsync(TransactionRequest request, CancellationToken cancellationToken)
    {
        CallRequest call = new(request.To, request.Data) { From = Address, Value = request.Value };
        try
        {
            ulong estimate = await _client.EstimateGasAsync(call, request.Errors, cancellationToken).ConfigureAwait(false);
            ulong withMargin = estimate + (estimate * (ulong)_options.GasMarginPercent / 100);
            return Math.Max(estimate, Math.Min(withMargin, MaxTransactionGas));
        }
        catch (RpcErrorException error) when (NodeErrors.IsInsufficientFunds(error))
        {
            await RequireFundsAsync(request.Value, error, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RequireFundsAsync(Wei needs, Exception? cause, CancellationToken cancellationToken)
    {
        Wei has = await _client.GetBalanceAsync(Address, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (has < needs)
            throw new InsufficientFundsException(Address, has, needs, cause);
    }

    private void RequireOwn(SignedTransaction transaction)
    {
        if (transaction.From != Address)
            throw new ArgumentException($"the transaction is of {transaction.From}, not of {Address}", nameof(transaction));
    }
}
