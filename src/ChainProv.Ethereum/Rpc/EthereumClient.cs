using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Rpc;

/// <summary>The node's methods that this system uses, typed. Safe for concurrent use.</summary>
/// <remarks>
/// Every method may throw <see cref="RpcUnreachableException"/>, <see cref="RpcErrorException"/> and <see cref="RpcProtocolException"/>.
/// </remarks>
public sealed class EthereumClient(JsonRpcClient rpc) : IDisposable
{
    private const int FeeHistoryBlocks = 10;
    private const int FeeHistoryPercentile = 50;

    /// <summary>A client of the node at <paramref name="url"/> with default patience.</summary>
    /// <exception cref="ArgumentException">The address is not http or https.</exception>
    public EthereumClient(Uri url)
        : this(new JsonRpcClient(url))
    {
    }

    /// <summary>The transport, for methods that are not here.</summary>
    public JsonRpcClient Rpc => rpc;

    /// <summary>The chain's id, which signatures are bound to.</summary>
    public Task<ulong> ChainIdAsync(CancellationToken cancellationToken = default) => AskAsync("eth_chainId", [], RpcJson.UInt64, cancellationToken);

    /// <summary>Makes sure that the node serves <paramref name="expected"/>.</summary>
    /// <exception cref="WrongChainException">It serves another chain.</exception>
    public async Task RequireChainAsync(ulong expected, CancellationToken cancellationToken = default)
    {
        ulong actual = await ChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (actual != expected)
            throw new WrongChainException(rpc.Endpoint, expected, actual);
    }

    /// <summary>The number of the newest block.</summary>
    public Task<ulong> BlockNumberAsync(CancellationToken cancellationToken = default) =>
        AskAsync("eth_blockNumber", [], RpcJson.UInt64, cancellationToken);

    /// <summary>A block; null if the node has none such.</summary>
    public Task<Block?> GetBlockAsync(BlockTag block, CancellationToken cancellationToken = default) =>
        AskAsync("eth_getBlockByNumber", [block.ToString(), false], RpcJson.Block, cancellationToken);

    /// <summary>The block of a hash; null if the node has none such.</summary>
    public Task<Block?> GetBlockAsync(Hash32 hash, CancellationToken cancellationToken = default) =>
        AskAsync("eth_getBlockByHash", [hash.ToString(), false], RpcJson.Block, cancellationToken);

    /// <summary>Many blocks in batches, in the order asked for; null where the node has none such.</summary>
    public async Task<IReadOnlyList<Block?>> GetBlocksAsync(IEnumerable<ulong> numbers, CancellationToken cancellationToken = default)
    {
        const string Method = "eth_getBlockByNumber";
        RpcRequest[] requests = [.. numbers.Select(number => RpcRequest.Repeatable(Method, BlockTag.Number(number).ToString(), false))];
        IReadOnlyList<RpcReply> replies = await rpc.BatchAsync(requests, cancellationToken).ConfigureAwait(false);
        return [.. replies.Select(reply => RpcJson.Read(reply.Result, rpc.Endpoint, Method, RpcJson.Block))];
    }

    /// <summary>The logs that <paramref name="filter"/> selects, in the order of the chain; an answer with any of another contract, or taken back, is refused.</summary>
    public Task<IReadOnlyList<Log>> GetLogsAsync(LogFilter filter, CancellationToken cancellationToken = default) => AskAsync(
        "eth_getLogs",
        [filter.ToJson()],
        answer => RpcJson.Logs(answer) is var logs && logs.FirstOrDefault(log => log.Removed || !filter.Admits(log.Address)) is Log stranger
            ? throw new FormatException(stranger.Removed ? "a log was removed by a reorganisation" : $"a log is of {stranger.Address}, which was not asked for")
            : logs,
        cancellationToken);

    /// <summary>Simulates a call and gives what it returns.</summary>
    /// <param name="call">The call.</param>
    /// <param name="block">The block whose state it sees.</param>
    /// <param name="errors">The contract's errors, to name the one it reverts with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ContractRevertedException">The contract reverted.</exception>
    public async Task<byte[]> CallAsync(
        CallRequest call, BlockTag block = default, IEnumerable<AbiError>? errors = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync("eth_call", [call.ToJson(), block.ToString()], RpcJson.Bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcErrorException error) when (NodeErrors.RevertData(error) is byte[] data)
        {
            throw new ContractRevertedException(call.To, RevertReason.Decode(data, errors ?? []), innerException: error);
        }
    }

    /// <summary>The gas that a transaction would take on the newest block.</summary>
    /// <exception cref="ContractRevertedException">It would revert.</exception>
    public async Task<ulong> EstimateGasAsync(
        CallRequest call, IEnumerable<AbiError>? errors = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync("eth_estimateGas", [call.ToJson()], RpcJson.UInt64, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcErrorException error) when (NodeErrors.RevertData(error) is byte[] data)
        {
            throw new ContractRevertedException(call.To, RevertReason.Decode(data, errors ?? []), innerException: error);
        }
    }

    /// <summary>What a mined transaction did; null if it is not mined.</summary>
    public Task<TransactionReceipt?> GetTransactionReceiptAsync(Hash32 transaction, CancellationToken cancellationToken = default) => AskAsync(
        "eth_getTransactionReceipt", [transaction.ToString()], answer => Only(transaction, RpcJson.Receipt(answer), receipt => receipt.TransactionHash), cancellationToken);

    /// <summary>What the transactions of a block did, in their order; null if the node has no such block.</summary>
    public Task<IReadOnlyList<TransactionReceipt>?> GetBlockReceiptsAsync(BlockTag block, CancellationToken cancellationToken = default) =>
        AskAsync("eth_getBlockReceipts", [block.ToString()], RpcJson.Receipts, cancellationToken);

    /// <summary>A transaction, mined or waiting; null if the node does not know it.</summary>
    public Task<TransactionInfo?> GetTransactionAsync(Hash32 transaction, CancellationToken cancellationToken = default) => AskAsync(
        "eth_getTransactionByHash", [transaction.ToString()], answer => Only(transaction, RpcJson.Transaction(answer), info => info.Hash), cancellationToken);

    /// <summary>The next nonce of an account: by <see cref="BlockTag.Latest"/> what is mined, by <see cref="BlockTag.Pending"/> also what waits.</summary>
    public Task<ulong> GetTransactionCountAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        AskAsync("eth_getTransactionCount", [account.ToString(), block.ToString()], RpcJson.UInt64, cancellationToken);

    /// <summary>The coin an account has.</summary>
    public Task<Wei> GetBalanceAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        AskAsync("eth_getBalance", [account.ToString(), block.ToString()], RpcJson.Wei, cancellationToken);

    /// <summary>The code of a contract; empty if there is none.</summary>
    public Task<byte[]> GetCodeAsync(Address contract, BlockTag block = default, CancellationToken cancellationToken = default) =>
        AskAsync("eth_getCode", [contract.ToString(), block.ToString()], RpcJson.Bytes, cancellationToken);

    /// <summary>Fees for the next blocks, from the last ten.</summary>
    public Task<FeeSuggestion> SuggestFeesAsync(CancellationToken cancellationToken = default) => AskAsync(
        "eth_feeHistory",
        [Quantity.Encode(FeeHistoryBlocks), BlockTag.Latest.ToString(), new JsonArray(FeeHistoryPercentile)],
        RpcJson.Fees,
        cancellationToken);

    /// <summary>Hands a signed transaction to the node, once or again: sending the same bytes twice is sending them once.</summary>
    /// <returns>The transaction's hash.</returns>
    /// <exception cref="RpcErrorException">The node refuses it and does not know it.</exception>
    public async Task<Hash32> SendRawTransactionAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync("eth_sendRawTransaction", [Hex.Encode(raw.Span)], RpcJson.Hash, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcErrorException error) when (NodeErrors.IsAlreadyKnown(error) || NodeErrors.IsNonceTooLow(error))
        {
            // An attempt whose answer was lost, or a send before a restart, may have got through: the hash tells.
            Hash32 hash = Keccak256.Hash(raw.Span);
            if (NodeErrors.IsAlreadyKnown(error) || await GetTransactionAsync(hash, cancellationToken).ConfigureAwait(false) is not null)
                return hash;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => rpc.Dispose();

    private static T? Only<T>(Hash32 asked, T? answer, Func<T, Hash32> hashOf)
        where T : class => answer is null || hashOf(answer) == asked ? answer
            : throw new FormatException($"it is about transaction {hashOf(answer)}, not {asked}");

    private async Task<T> AskAsync<T>(string method, JsonNode?[] parameters, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        JsonElement result = await rpc.CallAsync(RpcRequest.Repeatable(method, parameters), cancellationToken).ConfigureAwait(false);
        return RpcJson.Read(result, rpc.Endpoint, method, read);
    }
}
