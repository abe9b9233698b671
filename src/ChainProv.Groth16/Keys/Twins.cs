using ChainProv.Cryptography.Pairings;

namespace ChainProv.Groth16.Keys;

/// <summary>Points of G1 and of G2 with the same discrete logarithm.</summary>
internal static class Twins
{
    public static bool AreInGroup(G1Affine point) => point.IsOnCurve && point.IsInSubgroup;

    /// <summary>e(P, g₂) = e(g₁, Q). Both points must be in their groups: a pairing does not see what of P is outside.</summary>
    public static bool Are(G1Affine one, G2Affine two) => Pairing.ProductIsOne((-one, G2Affine.Generator), (G1Affine.Generator, two));
}
