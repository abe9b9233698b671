using System.Numerics;
using ChainProv.Ethereum.Keys;

namespace ChainProv.Ethereum.Transactions;

/// <summary>A signed transaction: its bytes can be kept, and sent any number of times with the effect of once.</summary>
public sealed class SignedTransaction
{
    private const int Fields = 12;

    internal SignedTransaction(Eip1559Transaction transaction, EthereumSignature signature, Address from)
    {
        (Transaction, Signature, From) = (transaction, signature, from);
        Raw = (byte[])[Eip1559Transaction.Type, .. Rlp.EncodeList(
            [.. transaction.EncodeFields(), Rlp.Encode(signature.YParity ? 1 : 0), Rlp.Encode(signature.R), Rlp.Encode(signature.S)])];
        Hash = Keccak256.Hash(Raw.Span);
    }

    /// <summary>What was signed.</summary>
    public Eip1559Transaction Transaction { get; }

    /// <summary>The signature.</summary>
    public EthereumSignature Signature { get; }

    /// <summary>The sender.</summary>
    public Address From { get; }

    /// <summary>The bytes that a node takes.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The transaction's hash, known before it is sent.</summary>
    public Hash32 Hash { get; }

    /// <summary>Its place in the sender's sequence.</summary>
    public ulong Nonce => Transaction.Nonce;

    /// <summary>Where the contract will be if this deploys one; otherwise null.</summary>
    public Address? ContractAddress => Transaction.To is null ? Address.OfContract(From, Nonce) : null;

    /// <summary>Reads the bytes back, as after a restart, and recovers the sender from the signature.</summary>
    /// <exception cref="FormatException">The bytes are no signed transaction of type 2 in its canonical encoding.</exception>
    public static SignedTransaction Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty || raw[0] != Eip1559Transaction.Type)
            throw new FormatException("the bytes are no transaction of type 2");
        IReadOnlyList<RlpItem> items = Rlp.Decode(raw[1..]).Items;
        if (items.Count != Fields)
            throw new FormatException($"a signed transaction of type 2 has {Fields} fields, found {items.Count}");
        Eip1559Transaction transaction = Eip1559Transaction.Decode(items);
        BigInteger yParity = items[9].ToInteger(8);
        if (yParity > 1)
            throw new FormatException("the parity of a signature is 0 or 1");
        EthereumSignature signature = new(items[10].ToInteger(), items[11].ToInteger(), yParity.IsOne);
        return new SignedTransaction(transaction, signature, signature.Recover(transaction.SigningHash));
    }
}
