namespace ChainProv.Ethereum.Transactions;

/// <summary>Storage that a transaction announces to touch (EIP-2930).</summary>
/// <param name="Address">The contract.</param>
/// <param name="StorageKeys">Its storage slots.</param>
public sealed record AccessListEntry(Address Address, IReadOnlyList<Hash32> StorageKeys);
