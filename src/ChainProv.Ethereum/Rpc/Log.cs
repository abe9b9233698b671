using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Rpc;

/// <summary>An event that a contract wrote into a mined block.</summary>
/// <param name="Address">The contract.</param>
/// <param name="Topics">Up to four: the event's name first, then its indexed values.</param>
/// <param name="Data">The other values.</param>
/// <param name="BlockNumber">The block's number.</param>
/// <param name="BlockHash">The block's hash, by which a reader notices that the chain was reorganised.</param>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="TransactionIndex">The place of the transaction in the block.</param>
/// <param name="LogIndex">The place of the log in the block.</param>
/// <param name="Removed">Whether a reorganisation took it back.</param>
public sealed record Log(
    Address Address, IReadOnlyList<Hash32> Topics, ReadOnlyMemory<byte> Data,
    ulong BlockNumber, Hash32 BlockHash, Hash32 TransactionHash, ulong TransactionIndex, ulong LogIndex,
    bool Removed = false)
{
    /// <summary>The values of the event in the order of its declaration.</summary>
    /// <exception cref="AbiException">The log is another event.</exception>
    public object[] Decode(AbiEvent description) => description.Decode(Topics, Data.Span);
}
