using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Transactions;

/// <summary>The nonces of one account: hands out the lowest that neither the node knows of nor an open transaction holds, so gaps fill themselves.</summary>
internal sealed class NonceSequence(EthereumClient client, Address account) : IDisposable
{
    private readonly HashSet<ulong> _held = [];
    private int _releases;
    private readonly SemaphoreSlim _gate = new(1);

    public async Task<ulong> TakeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                int releases = Volatile.Read(ref _releases);
                ulong nonce = await client.GetTransactionCountAsync(account, BlockTag.Pending, cancellationToken).ConfigureAwait(false);
                lock (_held)
                {
                    // A nonce that was used up and released meanwhile may still be the one that the node answered with.
                    if (_releases != releases)
                        continue;
                    while (!_held.Add(nonce))
                        nonce++;
                    return nonce;
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>An open transaction, perhaps of before a restart, has this nonce.</summary>
    public void Hold(ulong nonce)
    {
        lock (_held)
            _held.Add(nonce);
    }

    /// <summary>The nonce is used up on the chain, or its transaction will never be submitted.</summary>
    public void Release(ulong nonce)
    {
        lock (_held)
        {
            _held.Remove(nonce);
            _releases++;
        }
    }

    public void Dispose() => _gate.Dispose();
}
