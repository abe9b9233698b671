namespace ChainProv.Tests.Shared;

/// <summary>Points of the curves that lie in a small subgroup: added to a point of G1, no pairing sees them.</summary>
internal static class SmallOrder
{
    /// <summary>Of order 3.</summary>
    public static G1Affine G1 { get; } = G1Affine.FromTrusted(Fp.Zero, Fp.From(2));

    public static G2Affine G2 { get; } = FindG2();

    public static G1Affine AddTo(G1Affine point) => (point + G1).ToAffine();

    public static G2Affine AddTo(G2Affine point) => (point + G2).ToAffine();

    private static G2Affine FindG2()
    {
        for (Fp2 x = Fp2.One; ; x += Fp2.One)
        {
            if (!((x.Square() * x) + Cryptography.Bls12381.G2.B).TrySquareRoot(out Fp2 y)) continue;
            G2Affine point = G2Affine.FromTrusted(x, y).ToJacobian().Multiply(Fr.Modulus).ToAffine();
            if (!point.IsInfinity) return point;
        }
    }
}
