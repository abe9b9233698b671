using ChainProv.Ethereum.Keys;

namespace ChainProv.Ethereum.Transactions;

/// <summary>A transaction of type 2 before it is signed (EIP-1559).</summary>
/// <param name="ChainId">The chain it is for.</param>
/// <param name="Nonce">Its place in the sender's sequence.</param>
/// <param name="MaxPriorityFeePerGas">The tip per gas.</param>
/// <param name="MaxFeePerGas">The most to be paid per gas, base fee and tip together.</param>
/// <param name="GasLimit">The most gas.</param>
/// <param name="To">Whom it goes to; null deploys a contract.</param>
/// <param name="Value">The coin it carries.</param>
/// <param name="Data">The call's data or the deployment code.</param>
public sealed record Eip1559Transaction(
    ulong ChainId, ulong Nonce, Wei MaxPriorityFeePerGas, Wei MaxFeePerGas, ulong GasLimit, Address? To, Wei Value, ReadOnlyMemory<byte> Data)
{
    internal const byte Type = 2;
    private const int UnsignedFields = 9;

    /// <summary>The storage it announces.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>What is signed: the Keccak-256 of the type and the list of the nine fields.</summary>
    public Hash32 SigningHash => Keccak256.Hash([Type, .. Rlp.EncodeList(EncodeFields())]);

    /// <summary>The transaction as it goes to a node.</summary>
    public SignedTransaction Sign(EthereumKey key) => new(this, key.Sign(SigningHash), key.Address);

    /// <summary>The list items of the fields, each encoded.</summary>
    internal IEnumerable<byte[]> EncodeFields() =>
    [
        Rlp.Encode(ChainId),
        Rlp.Encode(Nonce),
        Rlp.Encode(MaxPriorityFeePerGas.Value),
        Rlp.Encode(MaxFeePerGas.Value),
        Rlp.Encode(GasLimit),
        Rlp.Encode(To?.ToArray() ?? []),
        Rlp.Encode(Value.Value),
        Rlp.Encode(Data.Span),
        Rlp.EncodeList(AccessList.Select(Encode)),
    ];

    /// <summary>Reads the fields back from the items of a signed transaction.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    internal static Eip1559Transaction Decode(IReadOnlyList<RlpItem> fields) => new(
        (ulong)fields[0].ToInteger(64),
        (ulong)fields[1].ToInteger(64),
        new Wei(fields[2].ToInteger()),
        new Wei(fields[3].ToInteger()),
        (ulong)fields[4].ToInteger(64),
        fields[5].Bytes.Length == 0 ? null : DecodeAddress(fields[5]),
        new Wei(fields[6].ToInteger()),
        fields[7].Bytes)
    {
        AccessList = [.. fields[UnsignedFields - 1].Items.Select(DecodeAccess)],
    };

    private static byte[] Encode(AccessListEntry entry) => Rlp.EncodeList(
        Rlp.Encode(entry.Address.ToArray()), Rlp.EncodeList(entry.StorageKeys.Select(key => Rlp.Encode(key.ToArray()))));

    private static AccessListEntry DecodeAccess(RlpItem item) => item.Items is [RlpItem address, RlpItem keys]
        ? new AccessListEntry(DecodeAddress(address), [.. keys.Items.Select(DecodeKey)])
        : throw new FormatException("an entry of an access list is an address and a list of keys");

    private static Address DecodeAddress(RlpItem item) =>
        item.Bytes.Length == Address.Size ? new Address(item.Bytes.Span) : throw new FormatException("an address has 20 bytes");

    private static Hash32 DecodeKey(RlpItem item) =>
        item.Bytes.Length == Hash32.Size ? new Hash32(item.Bytes.Span) : throw new FormatException("a storage key has 32 bytes");
}
