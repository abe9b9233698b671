namespace ChainProv.Ethereum.Rpc;

/// <summary>A transaction that a node knows, mined or waiting.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Whom it goes to; null for a deployment.</param>
/// <param name="Nonce">Its place in the sender's sequence.</param>
/// <param name="Value">The coin it carries.</param>
/// <param name="Input">Its data.</param>
/// <param name="BlockNumber">The block that holds it; null while it waits.</param>
/// <param name="BlockHash">The hash of that block; null while it waits.</param>
public sealed record TransactionInfo(
    Hash32 Hash, Address From, Address? To, ulong Nonce, Wei Value, ReadOnlyMemory<byte> Input, ulong? BlockNumber, Hash32? BlockHash);
