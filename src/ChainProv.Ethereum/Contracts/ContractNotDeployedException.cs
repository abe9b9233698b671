namespace ChainProv.Ethereum.Contracts;

/// <summary>There is no contract at an address, or another than it should be.</summary>
public sealed class ContractNotDeployedException : EthereumException
{
    internal ContractNotDeployedException(Address address)
        : base($"there is no contract at {address} on this chain") => Address = address;

    internal ContractNotDeployedException(Address address, string missing, Exception? innerException)
        : base($"the contract at {address} is no {missing}", innerException) => Address = address;

    /// <summary>The address.</summary>
    public Address Address { get; }
}
