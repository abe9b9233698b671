using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Pairings;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Groth16.Aggregation;

/// <summary>What the prover folds: the proofs' points A, B and C, the commitment keys v and w under both secrets, and the powers s of r.</summary>
internal sealed class FoldingVectors
{
    private readonly ReadOnlyMemory<G1Affine> _a, _c, _w1, _w2;
    private readonly ReadOnlyMemory<PreparedG2> _b, _v1, _v2;
    private readonly ReadOnlyMemory<Fr> _s;

    private FoldingVectors(
        ReadOnlyMemory<G1Affine> a,
        ReadOnlyMemory<PreparedG2> b,
        ReadOnlyMemory<G1Affine> c,
        ReadOnlyMemory<PreparedG2> v1,
        ReadOnlyMemory<PreparedG2> v2,
        ReadOnlyMemory<G1Affine> w1,
        ReadOnlyMemory<G1Affine> w2,
        ReadOnlyMemory<Fr> s) => (_a, _b, _c, _v1, _v2, _w1, _w2, _s) = (a, b, c, v1, v2, w1, w2, s);

    public int Length => _a.Length;

    /// <summary>The proofs, filled up with infinity to a power of two, and the keys for so many: v = (sⁱ) in G2 and w = (sⁿ⁺ⁱ) in G1.</summary>
    public static FoldingVectors Start(AggregationSrs srs, IReadOnlyList<Proof> proofs, int slots)
    {
        G1Affine[] a = new G1Affine[slots], c = new G1Affine[slots];
        G2Affine[] b = new G2Affine[slots];
        for (int i = 0; i < proofs.Count; i++) (a[i], b[i], c[i]) = (proofs[i].A, proofs[i].B, proofs[i].C);
        return new(a, PreparedG2.All(b), c, PreparedG2.All(srs.A.Two[..slots]), PreparedG2.All(srs.B.Two[..slots]), srs.A.One[slots..(2 * slots)], srs.B.One[slots..(2 * slots)], default);
    }

    /// <summary>(T_AB, U_AB) and (T_C, U_C).</summary>
    public (Commitment AB, Commitment C) Commit() => Commit(_a, _b, _c, _v1, _v2, _w1, _w2);

    /// <summary>rⁱ·Bᵢ under r⁻ⁱ·wᵢ: the same commitments, and now Z_AB is the product of e(Aᵢ, Bᵢ) without powers.</summary>
    public FoldingVectors Rescale(Fr r)
    {
        Fr[] powers = Polynomial.Powers(r, Length), inverses = Polynomial.Powers(r.Inverse(), Length);
        return new(_a, PreparedG2.All(Scale(Points(_b), powers)), _c, _v1, _v2, Scale(_w1, inverses), Scale(_w2, inverses), powers);
    }

    /// <summary>The claim on the vectors as they are.</summary>
    public (Gt ZAB, G1Affine ZC) Combine() => (Product(_a, _b), MultiScalarMultiplication.Compute(_c, _s).ToAffine());

    /// <summary>What the halves give with each other.</summary>
    public FoldingRound Halve()
    {
        Range left = ..(Length / 2), right = (Length / 2)..;
        return new(Cross(right, left), Cross(left, right));
    }

    /// <summary>Vectors of half the length.</summary>
    public FoldingVectors Fold(Fr x)
    {
        Fr inverse = x.Inverse();
        int half = Length / 2;
        Fr[] s = new Fr[half];
        for (int i = 0; i < half; i++) s[i] = _s.Span[i] + (inverse * _s.Span[half + i]);
        return new(
            Fold(_a, x), PreparedG2.All(Fold(Points(_b), inverse)), Fold(_c, x),
            PreparedG2.All(Fold(Points(_v1), inverse)), PreparedG2.All(Fold(Points(_v2), inverse)), Fold(_w1, x), Fold(_w2, x), s);
    }

    /// <summary>The points of vectors of length one.</summary>
    public FinalElements ToFinal() =>
        new(_a.Span[0], _b.Span[0].Point, _c.Span[0], _v1.Span[0].Point, _v2.Span[0].Point, _w1.Span[0], _w2.Span[0]);

    /// <summary>The part of A, C and w that is folded with x, together with the part of B, v and s that is folded with its inverse.</summary>
    private InnerProducts Cross(Range x, Range inverse)
    {
        (Commitment ab, Commitment c) = Commit(_a[x], _b[inverse], _c[x], _v1[inverse], _v2[inverse], _w1[x], _w2[x]);
        return new(ab, c, Product(_a[x], _b[inverse]), MultiScalarMultiplication.Compute(_c[x], _s[inverse]).ToAffine());
    }

    private static (Commitment AB, Commitment C) Commit(
        ReadOnlyMemory<G1Affine> a,
        ReadOnlyMemory<PreparedG2> b,
        ReadOnlyMemory<G1Affine> c,
        ReadOnlyMemory<PreparedG2> v1,
        ReadOnlyMemory<PreparedG2> v2,
        ReadOnlyMemory<G1Affine> w1,
        ReadOnlyMemory<G1Affine> w2)
    {
        Gt[] products = new Gt[4];
        Parallel.Invoke(
            () => products[0] = Product(a, v1, w1, b), () => products[1] = Product(a, v2, w2, b), () => products[2] = Product(c, v1), () => products[3] = Product(c, v2));
        return (new(products[0], products[1]), new(products[2], products[3]));
    }

    /// <summary>Π e(Pᵢ, Qᵢ)·e(Rᵢ, Sᵢ).</summary>
    private static Gt Product(ReadOnlyMemory<G1Affine> p, ReadOnlyMemory<PreparedG2> q, ReadOnlyMemory<G1Affine> r = default, ReadOnlyMemory<PreparedG2> s = default)
    {
        (G1Affine P, PreparedG2 Q)[] pairs = new (G1Affine P, PreparedG2 Q)[p.Length + r.Length];
        for (int i = 0; i < p.Length; i++) pairs[i] = (p.Span[i], q.Span[i]);
        for (int i = 0; i < r.Length; i++) pairs[p.Length + i] = (r.Span[i], s.Span[i]);
        return Pairing.Compute(pairs, threads: -1);
    }

    private static G2Affine[] Points(ReadOnlyMemory<PreparedG2> prepared)
    {
        G2Affine[] points = new G2Affine[prepared.Length];
        for (int i = 0; i < points.Length; i++) points[i] = prepared.Span[i].Point;
        return points;
    }

    private static ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> Scale<TCurve, TField>(ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, Fr[] factors)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        JacobianPoint<TCurve, TField, Fr>[] scaled = new JacobianPoint<TCurve, TField, Fr>[points.Length];
        Parallel.For(0, scaled.Length, i => scaled[i] = points.Span[i] * factors[i]);
        return JacobianPoint<TCurve, TField, Fr>.BatchToAffine(scaled);
    }

    /// <summary>left + x·right.</summary>
    private static ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> Fold<TCurve, TField>(ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, Fr x)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        JacobianPoint<TCurve, TField, Fr>[] folded = new JacobianPoint<TCurve, TField, Fr>[points.Length / 2];
        Parallel.For(0, folded.Length, i => folded[i] = (points.Span[folded.Length + i] * x) + points.Span[i]);
        return JacobianPoint<TCurve, TField, Fr>.BatchToAffine(folded);
    }

    private static ReadOnlyMemory<G2Affine> Scale(G2Affine[] points, Fr[] factors) => Scale<Cryptography.Bls12381.G2, Fp2>(points, factors);

    private static ReadOnlyMemory<G2Affine> Fold(G2Affine[] points, Fr x) => Fold<Cryptography.Bls12381.G2, Fp2>(points, x);
}
