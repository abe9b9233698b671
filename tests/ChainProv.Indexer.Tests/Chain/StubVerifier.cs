using System.Globalization;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Indexer.Tests.Chain;

/// <summary>
/// A contract that answers each function with one fixed word: a verifier that accepts every proof, so that the real registry writes the
/// events that are to be indexed. Proofs are other tests' matter.
/// </summary>
internal static class StubVerifier
{
    public static readonly Hash32 CircuitDigest = Keccak256.Hash("circuit");
    public static readonly Hash32 KeyDigest = Keccak256.Hash("key");

    /// <summary>Its deployment: stores a word under each selector and leaves code that returns <c>storage[selector]</c>.</summary>
    public static TransactionRequest Deploy(byte slots)
    {
        (string Signature, Hash32 Word)[] answers =
        [
            ("slots()", Word(slots)),
            ("publicInputCount()", Word(6)),
            ("setup()", Word(0)),
            ("circuitDigest()", CircuitDigest),
            ("keyDigest()", KeyDigest),
            ("verify(bytes,uint256[])", Word(1)),
        ];
        const string Runtime = "5f3560e01c545f5260205ff3"; // return storage[calldata[0..4]]
        int length = Runtime.Length / 2;
        string stores = string.Concat(answers.Select(answer =>
            $"7f{answer.Word.ToString()[2..]}63{Convert.ToHexStringLower(Keccak256.Hash(answer.Signature).ToArray().AsSpan(0, 4))}55"));
        string code = string.Create(CultureInfo.InvariantCulture, $"0x{stores}{0x5f + length:x2}{Runtime}5f5260{length:x2}60{32 - length:x2}f3");
        return new TransactionRequest(null, Hex.Decode(code));
    }

    private static Hash32 Word(byte value) => new([.. new byte[31], value]);
}
