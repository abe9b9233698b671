using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Ethereum.Contracts;

/// <summary>A contract at an address: what the generated bindings stand on.</summary>
public abstract class Contract
{
    private readonly ContractAbi _abi;
    private readonly IReadOnlyList<AbiError> _errors;

    /// <summary>The contract at <paramref name="address"/> on the chain of <paramref name="client"/>; nothing is asked of the node yet.</summary>
    /// <param name="client">The node.</param>
    /// <param name="address">Where the contract is.</param>
    /// <param name="abi">Its interface.</param>
    /// <param name="errors">The errors that a revert is decoded to: its own and those of the contracts it calls.</param>
    protected Contract(EthereumClient client, Address address, ContractAbi abi, IReadOnlyList<AbiError> errors)
    {
        (Client, Address) = (client, address);
        (_abi, _errors) = (abi, errors);
    }

    /// <summary>Where the contract is.</summary>
    public Address Address { get; }

    /// <summary>The node.</summary>
    protected EthereumClient Client { get; }

    /// <summary>Makes sure that the contract is at the address: there is code, and it answers as this contract does where that can be asked.</summary>
    /// <exception cref="ContractNotDeployedException">There is none, or another.</exception>
    public virtual Task RequireDeployedAsync(CancellationToken cancellationToken = default) => RequireCodeAsync(cancellationToken);

    /// <summary>The contract's events of one kind, in the order of the chain.</summary>
    /// <exception cref="AbiException">A log under the event's topic has another form.</exception>
    public async Task<IReadOnlyList<TEvent>> GetEventsAsync<TEvent>(
        BlockTag from, BlockTag to = default, CancellationToken cancellationToken = default)
        where TEvent : IContractEvent<TEvent>
    {
        LogFilter filter = new(from, to) { Addresses = [Address], Topics = [[TEvent.Description.Topic0]] };
        IReadOnlyList<Log> logs = await Client.GetLogsAsync(filter, cancellationToken).ConfigureAwait(false);
        return [.. logs.Select(TEvent.Decode)];
    }

    /// <summary>Deployment code with the constructor's encoded arguments.</summary>
    protected static TransactionRequest Deployment(string bytecode, ContractAbi abi, IReadOnlyList<AbiError> errors, params object[] arguments) =>
        new(null, (byte[])[.. Hex.Decode(bytecode), .. AbiCodec.Encode(abi.Constructor, arguments)]) { Errors = errors };

    /// <summary>Calls a view and gives its results.</summary>
    /// <exception cref="ContractNotDeployedException">There is no contract at the address.</exception>
    /// <exception cref="ContractRevertedException">The contract reverted.</exception>
    /// <exception cref="AbiException">What it returned is not what its interface says.</exception>
    protected async Task<object[]> CallAsync(string signature, object[] arguments, BlockTag block, CancellationToken cancellationToken)
    {
        AbiFunction function = _abi.Function(signature);
        CallRequest call = new(Address, function.EncodeCall(arguments));
        byte[] result = await Client.CallAsync(call, block, _errors, cancellationToken).ConfigureAwait(false);
        // A call to an address without code succeeds and returns nothing.
        if (result.Length == 0)
            await RequireCodeAsync(cancellationToken).ConfigureAwait(false);
        return function.DecodeResult(result);
    }

    /// <summary>A transaction that calls a function.</summary>
    protected TransactionRequest Call(string signature, Wei value, params object[] arguments) =>
        new(Address, _abi.Function(signature).EncodeCall(arguments)) { Value = value, Errors = _errors };

    private async Task RequireCodeAsync(CancellationToken cancellationToken)
    {
        byte[] code = await Client.GetCodeAsync(Address, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (code.Length == 0)
            throw new ContractNotDeployedException(Address);
    }
}
