using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Contracts;

/// <summary>A record of one kind of event, as the bindings generate it.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IContractEvent<TSelf>
    where TSelf : IContractEvent<TSelf>
{
    /// <summary>The event's description; its <see cref="AbiEvent.Topic0"/> is what logs are filtered by.</summary>
    static abstract AbiEvent Description { get; }

    /// <summary>Reads a log.</summary>
    /// <exception cref="AbiException">It is another event, or not in this one's form.</exception>
    static abstract TSelf Decode(Log log);
}
