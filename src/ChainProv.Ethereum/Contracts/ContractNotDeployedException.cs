namespace ChainProv.Ethereum.Contracts;

/// <summary>There is no contract at an address.</summary>
public sealed class ContractNotDeployedException : EthereumException
{
    internal ContractNotDeployedException(Address address)
        : base($"there is no contract at {address} on this chain") => Address = address;

    /// <summary>The address.</summary>
    public Address Address { get; }
}
