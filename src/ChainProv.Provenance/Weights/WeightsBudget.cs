using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>How often hiding weights may be opened: 32 blinding coefficients allow a chunk's commitment and 31 values, of which 15 are for openings of all chunks together and 16 for openings of the chunk alone.</summary>
/// <remarks>Openings are counted before anything of them is shown. Public weights have nothing to hide, and are opened at will.</remarks>
internal static class WeightsBudget
{
    public const int AllTogether = 15, ChunkAlone = ChunkBlinding.Coefficients - 1 - AllTogether;

    /// <summary>Records an opening of all chunks, under the weights digest.</summary>
    /// <param name="ledger">Not null for hiding weights.</param>
    /// <param name="weights">Whose chunks.</param>
    /// <param name="cancellationToken">Looked at while others keep a file.</param>
    /// <inheritdoc cref="SpendEach"/>
    public static int? SpendAll(OpeningLedger? ledger, WeightsCommitment weights, CancellationToken cancellationToken) =>
        Spend(ledger, weights, () => [SetOf(weights.Digest)], AllTogether, cancellationToken);

    /// <summary>Records an opening of each of these chunks, or of none.</summary>
    /// <param name="ledger">Not null for hiding weights.</param>
    /// <param name="weights">Whose chunks.</param>
    /// <param name="chunks">Which.</param>
    /// <param name="cancellationToken">Looked at while others keep a file.</param>
    /// <returns>How many are left; null for public weights.</returns>
    /// <exception cref="OpeningsUsedUpException">There are none left; nothing was recorded.</exception>
    /// <exception cref="OpeningLedgerException">They cannot be counted: open nothing.</exception>
    public static int? SpendEach(OpeningLedger? ledger, WeightsCommitment weights, IReadOnlyCollection<int> chunks, CancellationToken cancellationToken) =>
        Spend(ledger, weights, () => chunks.Select(chunk => VectorDigest.Of(KzgSrs.Ethereum, weights.Commitments.Span[chunk])), ChunkAlone, cancellationToken);

    /// <summary>Whether no opening of all chunks is left: then the weights have to be committed to under a fresh seed.</summary>
    public static bool IsUsedUp(OpeningLedger ledger, Sha256Digest weightsDigest) => ledger.Spent(SetOf(weightsDigest)) >= AllTogether;

    private static VectorDigest SetOf(Sha256Digest weightsDigest) => VectorDigest.OfSet(KzgSrs.Ethereum, weightsDigest.ToArray());

    private static int? Spend(OpeningLedger? ledger, WeightsCommitment weights, Func<IEnumerable<VectorDigest>> opened, int allowance, CancellationToken cancellationToken) =>
        weights.IsHiding ? ledger!.Spend(opened().ToDictionary(digest => digest, _ => allowance), cancellationToken) : null;
}
