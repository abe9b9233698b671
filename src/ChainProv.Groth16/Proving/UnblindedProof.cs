using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Proving;

/// <summary>The sums that a witness selects from a key: α + Σuᵢ, β + Σvᵢ in either group, and what C holds besides. They are secret.</summary>
internal readonly record struct UnblindedProof(G1Affine A, G1Affine B1, G2Affine B2, G1Affine C)
{
    /// <summary>Whether all are points of their groups. A key's points outside would show in a proof, where no blinding covers them.</summary>
    public bool IsInGroups => IsInGroup(A) && IsInGroup(B1) && IsInGroup(C) && B2.IsOnCurve && B2.IsInSubgroup;

    /// <summary>A + rδ, B + sδ, C + sA + rB − rsδ, with r and s fresh.</summary>
    public Proof Blind(ProvingKey key)
    {
        Fr r = Fr.Random(), s = Fr.Random();
        G1Jacobian a = (key.Delta * r) + A;
        G1Jacobian b1 = (key.Delta * s) + B1;
        G2Jacobian b2 = (key.VerifyingKey.Delta * s) + B2;
        G1Jacobian c = (a * s) + (b1 * r) - (key.Delta * (r * s)) + C;
        return new(a.ToAffine(), b2.ToAffine(), c.ToAffine());
    }

    /// <summary>Never shows the sums.</summary>
    public override string ToString() => nameof(UnblindedProof);

    private static bool IsInGroup(G1Affine point) => point.IsOnCurve && point.IsInSubgroup;
}
