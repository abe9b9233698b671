using ChainProv.Ethereum;
using ChainProv.Prover.Anchoring;

namespace ChainProv.Prover.Tests.Simulation;

/// <summary>A chain of one account and one registry, in memory. It outlives the instances that use it.</summary>
public sealed class FakeChain
{
    private readonly Lock _lock = new();
    private readonly List<List<FakeTransaction>> _blocks = [[]];
    private readonly SortedDictionary<ulong, FakeTransaction> _pool = [];

    public ulong ChainId { get; set; } = 31337;

    /// <summary>Mine each transaction at once.</summary>
    public bool AutoMine { get; set; } = true;

    /// <summary>What makes every use of the node fail; null if it works.</summary>
    public AnchorUnavailableException? Trouble { get; set; }

    /// <summary>What the registry says to a release; null if it takes it.</summary>
    public ReleaseRefusedException? Refusal { get; set; }

    /// <summary>Whether the refusal shows only once the transaction is mined.</summary>
    public bool RefusesOnlyWhenMined { get; set; }

    /// <summary>Whether the node never answers.</summary>
    public bool IsSilent { get; set; }

    public bool HasRegistry { get; set; } = true;

    /// <summary>How many blocks on top make one final.</summary>
    public ulong FinalDepth { get; set; }

    public long MinimumFee { get; set; }

    public ulong Height { get { lock (_lock) return (ulong)_blocks.Count - 1; } }

    public ulong NextNonce { get { lock (_lock) return (ulong)_blocks.Sum(block => block.Count); } }

    public ulong PendingNonce { get { lock (_lock) return _pool.Count == 0 ? NextNonce : Math.Max(NextNonce, _pool.Keys.Max() + 1); } }

    /// <summary>All that was mined, failed ones included.</summary>
    public IReadOnlyList<FakeTransaction> Mined { get { lock (_lock) return [.. _blocks.SelectMany(block => block)]; } }

    public IReadOnlyList<FakeTransaction> Pool { get { lock (_lock) return [.. _pool.Values]; } }

    /// <summary>Takes a transaction; gives the reason if it does not.</summary>
    public string? Send(FakeTransaction transaction)
    {
        lock (_lock)
        {
            if (transaction.Nonce < NextNonce || _pool.ContainsValue(transaction))
                return null;
            if (transaction.Fee < MinimumFee)
                return "transaction underpriced";
            if (_pool.TryGetValue(transaction.Nonce, out FakeTransaction? older) && transaction.Fee <= older.Fee)
                return "replacement transaction underpriced";
            _pool[transaction.Nonce] = transaction;
            if (AutoMine)
                Mine();
            return null;
        }
    }

    /// <summary>Puts into a block what the pool has without a gap.</summary>
    public void Mine()
    {
        lock (_lock)
        {
            List<FakeTransaction> block = [];
            for (ulong nonce = NextNonce; _pool.Remove(nonce, out FakeTransaction? transaction); nonce++)
                block.Add(transaction);
            _blocks.Add(block);
        }
    }

    /// <summary>Takes the newest block away; its transactions return to the pool, or are lost.</summary>
    public void Reorganise(bool losesTransactions = false)
    {
        lock (_lock)
        {
            foreach (FakeTransaction transaction in losesTransactions ? [] : _blocks[^1])
                _pool[transaction.Nonce] = transaction;
            _blocks.RemoveAt(_blocks.Count - 1);
        }
    }

    public void LosePool()
    {
        lock (_lock)
            _pool.Clear();
    }

    public bool Knows(Hash32 hash)
    {
        lock (_lock)
            return _pool.Values.Any(transaction => transaction.Hash == hash);
    }

    public ulong? BlockOf(Hash32 hash)
    {
        lock (_lock)
        {
            int block = _blocks.FindIndex(candidate => candidate.Any(transaction => transaction.Hash == hash));
            return block < 0 ? null : (ulong)block;
        }
    }

    /// <summary>The first transaction of a release wins; later ones revert.</summary>
    public FakeTransaction? AnchoredBy(Hash32 release)
    {
        lock (_lock)
            return Refusal is null ? Mined.FirstOrDefault(transaction => transaction.Release == release) : null;
    }
}
