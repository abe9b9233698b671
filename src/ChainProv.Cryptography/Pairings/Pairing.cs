namespace ChainProv.Cryptography.Pairings;

/// <summary>The optimal ate pairing of BLS12-381, e: G1 × G2 → Gt. A pair with infinity contributes one. Points must be valid.</summary>
public static class Pairing
{
    public static Gt Compute(G1Affine p, G2Affine q) => Compute([(p, q)]);

    /// <summary>Π e(Pᵢ, Qᵢ), with the loop's squarings and the final exponentiation shared.</summary>
    public static Gt Compute(params ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs) => new(FinalExponentiation.Compute(MillerLoop.Compute(pairs)));

    /// <summary>Π e(Pᵢ, Qᵢ) for points of G2 whose lines were computed before.</summary>
    public static Gt Compute(params ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs) => new(FinalExponentiation.Compute(MillerLoop.Compute(pairs)));

    /// <summary>Π e(Pᵢ, Qᵢ) of many pairs, on as many threads as given; −1 for all processors.</summary>
    public static Gt Compute(ReadOnlyMemory<(G1Affine P, PreparedG2 Q)> pairs, int threads) => new(FinalExponentiation.Compute(MillerLoop.Compute(pairs, threads)));

    /// <summary>Whether Π e(Pᵢ, Qᵢ) = 1; the empty product is.</summary>
    public static bool ProductIsOne(params ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs) => Compute(pairs).IsOne;

    /// <summary>Whether Π e(Pᵢ, Qᵢ) = 1, for points of G2 whose lines were computed before.</summary>
    public static bool ProductIsOne(params ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs) => Compute(pairs).IsOne;
}
