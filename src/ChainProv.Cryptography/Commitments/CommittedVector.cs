using ChainProv.Cryptography.Compute;

namespace ChainProv.Cryptography.Commitments;

/// <summary>A vector as polynomials in coefficient form, each chunk with random coefficients on top that hide it: what its owner holds.</summary>
/// <remarks>
/// With k blinding coefficients, a chunk's commitment, which fixes f(τ), and its values at k − 1 distinct points other than zero are as likely for every
/// other vector (k equations in k random coefficients, Vandermonde with a factor z^(N−k)): they say nothing about the values, to nobody. Nor do the
/// proofs, which follow from f(τ), point and value. One opening more, and a guess at the vector can be tried against the commitment. So every evaluation
/// must be counted before it is shown, whatever proof it is for (<c>OpeningLedger</c>). All chunks are opened at the same points.
/// </remarks>
public sealed class CommittedVector
{
    public const int DefaultBlinding = 32;

    private readonly Fr[] _values, _blinding;
    private readonly G1Affine[] _commitments;

    private CommittedVector(KzgSrs srs, VectorShape shape, Fr[] values, Fr[] blinding, G1Affine[] commitments, VectorDigest[] countsAgainst)
    {
        (Srs, Shape, _values, _blinding, _commitments) = (srs, shape, values, blinding, commitments);
        Digest = VectorDigest.Of(srs, commitments[0]);
        CountsAgainst = countsAgainst.Length == 0 ? [Digest] : countsAgainst;
    }

    public KzgSrs Srs { get; }

    public VectorShape Shape { get; }

    /// <summary>One for each chunk.</summary>
    public ReadOnlyMemory<G1Affine> Commitments => _commitments;

    public VectorDigest Digest { get; }

    /// <summary>Secret, if the vector is.</summary>
    public ReadOnlyMemory<Fr> Values => _values;

    /// <summary>k coefficients for each chunk, lowest first. As secret as the values: who knows both can tell what a commitment holds.</summary>
    public ReadOnlyMemory<Fr> Blinding => _blinding;

    /// <summary>k − 1: at how many points the chunks may be opened, ever; null for a public vector, which has nothing to hide.</summary>
    public int? Allowance => Shape.Blinding == 0 ? null : Shape.Blinding - 1;

    /// <summary>Whose openings one of this vector is: its own, or those of every vector that it is a sum of, since whoever knows the others can subtract them.</summary>
    public IReadOnlyList<VectorDigest> CountsAgainst { get; }

    /// <summary>Commits under fresh blinding.</summary>
    /// <param name="srs">The powers of τ; N of them.</param>
    /// <param name="values">At least one. They are copied.</param>
    /// <param name="blinding">k, below N.</param>
    /// <param name="device">What does the multiplications; the processor if not given.</param>
    /// <param name="cancellationToken">Looked at by the device.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no values, or k leaves no room for them.</exception>
    public static CommittedVector Commit(
        KzgSrs srs, ReadOnlyMemory<Fr> values, int blinding = DefaultBlinding, IComputeDevice? device = null, CancellationToken cancellationToken = default)
    {
        VectorShape shape = new(values.Length, blinding);
        Fr[] random = new Fr[checked(shape.ChunkCount(srs.Size) * blinding)];
        foreach (ref Fr coefficient in random.AsSpan()) coefficient = Fr.Random();
        return Commit(srs, shape, values.ToArray(), random, [], device, cancellationToken);
    }

    /// <summary>A vector that was committed to before, from what its owner kept of it. Its commitments are computed anew.</summary>
    /// <param name="srs">The powers of τ.</param>
    /// <param name="values">As <see cref="Values"/>.</param>
    /// <param name="blinding">As <see cref="Blinding"/>.</param>
    /// <param name="shape">As <see cref="Shape"/>.</param>
    /// <param name="countsAgainst">As <see cref="CountsAgainst"/>: for a sum, without which its openings would be counted as if nobody else's.</param>
    /// <param name="device">What does the multiplications; the processor if not given.</param>
    /// <param name="cancellationToken">Looked at by the device.</param>
    /// <exception cref="ArgumentException">The shape is not that of the values and the blinding.</exception>
    public static CommittedVector Restore(
        KzgSrs srs,
        VectorShape shape,
        ReadOnlyMemory<Fr> values,
        ReadOnlyMemory<Fr> blinding,
        IEnumerable<VectorDigest>? countsAgainst = null,
        IComputeDevice? device = null,
        CancellationToken cancellationToken = default)
    {
        if (values.Length != shape.Length || blinding.Length != shape.ChunkCount(srs.Size) * (long)shape.Blinding)
            throw new ArgumentException($"{values.Length} values and {blinding.Length} blinding coefficients are not of shape {shape}.", nameof(shape));
        return Commit(srs, shape, values.ToArray(), blinding.ToArray(), [.. countsAgainst ?? []], device, cancellationToken);
    }

    /// <summary>The sum, value by value, under the sum of the blinding: its commitments are the sums of the commitments. Nothing is multiplied.</summary>
    /// <remarks>
    /// It hides as well as its summands: k random coefficients stay k, and every opening counts against each summand, so that the one with the least left
    /// decides.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is nothing to sum; or reference strings or shapes differ, where values of one vector would meet the blinding of another.
    /// </exception>
    public static CommittedVector Sum(params ReadOnlySpan<CommittedVector> vectors)
    {
        if (vectors.IsEmpty) throw new ArgumentException("There is nothing to sum.", nameof(vectors));
        CommittedVector first = vectors[0];
        Fr[] values = [.. first._values], blinding = [.. first._blinding];
        HashSet<VectorDigest> countsAgainst = [.. first.CountsAgainst];
        G1Jacobian[] commitments = Array.ConvertAll(first._commitments, commitment => commitment.ToJacobian());
        foreach (CommittedVector vector in vectors[1..])
        {
            if (vector.Shape != first.Shape || !vector.Srs.Digest.Span.SequenceEqual(first.Srs.Digest.Span))
                throw new ArgumentException($"{vector.Shape} and {first.Shape} cannot be added: shape and reference string must be the same.", nameof(vectors));
            for (int i = 0; i < values.Length; i++) values[i] += vector._values[i];
            for (int i = 0; i < blinding.Length; i++) blinding[i] += vector._blinding[i];
            for (int i = 0; i < commitments.Length; i++) commitments[i] += vector._commitments[i];
            countsAgainst.UnionWith(vector.CountsAgainst);
        }

        return new(first.Srs, first.Shape, values, blinding, G1Jacobian.BatchToAffine(commitments), [.. countsAgainst.Order()]);
    }

    /// <summary>The N coefficients of a chunk, lowest first: values, zeros, blinding. A new copy, and as secret as the values.</summary>
    public Fr[] Chunk(int index) => Chunk(Srs, Shape, _values, _blinding, index);

    /// <summary>Says nothing of the values.</summary>
    public override string ToString() => $"{Shape.Length} values under {Shape.Blinding} blinding coefficients, {Digest}";

    private static CommittedVector Commit(
        KzgSrs srs, VectorShape shape, Fr[] values, Fr[] blinding, VectorDigest[] countsAgainst, IComputeDevice? device, CancellationToken cancellationToken)
    {
        Kzg kzg = new(srs, device);
        G1Affine[] commitments = new G1Affine[shape.ChunkCount(srs.Size)];
        for (int i = 0; i < commitments.Length; i++) commitments[i] = kzg.Commit(Chunk(srs, shape, values, blinding, i), cancellationToken);
        return new(srs, shape, values, blinding, commitments, countsAgainst);
    }

    private static Fr[] Chunk(KzgSrs srs, VectorShape shape, Fr[] values, Fr[] blinding, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, shape.ChunkCount(srs.Size));
        int capacity = shape.Capacity(srs.Size), start = index * capacity;
        Fr[] coefficients = new Fr[srs.Size];
        values.AsSpan(start, Math.Min(capacity, values.Length - start)).CopyTo(coefficients);
        blinding.AsSpan(index * shape.Blinding, shape.Blinding).CopyTo(coefficients.AsSpan(capacity));
        return coefficients;
    }
}
