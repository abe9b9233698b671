using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Cryptography.Transcripts;

namespace ChainProv.Cryptography.Commitments;

/// <summary>
/// Many polynomials, each opened at its own points, with two points of G1 as the proof (Boneh, Drake, Fisch and Gabizon, eprint 2020/081, section 4).
/// </summary>
/// <remarks>
/// With rᵢ of degree below |Sᵢ| and fᵢ's values on Sᵢ, Zᵢ vanishing on Sᵢ, and challenges γ (after all commitments, points and values) and z (after W):
/// h = Σ γⁱ(fᵢ − rᵢ)/Zᵢ, W = [h]₁, L = Σ γⁱ(fᵢ − rᵢ(z))/Zᵢ(z) − h, which is zero at z, and W' = [L/(X − z)]₁. Next to the paper, all is divided by
/// Z_T(z), so that nothing is multiplied by the points of the others; z is one of the points with probability |T|/r, and then nothing verifies.
/// </remarks>
public static class Shplonk
{
    private const string Protocol = "chainprov/kzg-shplonk/v1";

    /// <returns>What the polynomials are at their points, and the proof.</returns>
    /// <exception cref="ArgumentException">There is nothing to open, a point stands twice, or a polynomial has more coefficients than there are powers.</exception>
    public static (ShplonkClaim[] Claims, ShplonkProof Proof) Open(Kzg kzg, IReadOnlyList<ShplonkQuery> queries, CancellationToken cancellationToken = default)
    {
        if (queries.Count == 0 || queries.Any(query => query.Points.IsEmpty)) throw new ArgumentException("There is nothing to open.", nameof(queries));
        ShplonkClaim[] claims = [.. queries.Select(Evaluate)];
        Fr[][] interpolants = [.. claims.Select(claim => Polynomial.Interpolate(claim.Points.Span, claim.Values.Span))];
        Transcript transcript = Begin(kzg.Srs, claims);
        Fr[] factors = Polynomial.Powers(transcript.Challenge("gamma"), claims.Length);

        Fr[] h = Polynomial.Combine(queries, Quotient, factors);
        G1Affine quotient = kzg.Commit(h, cancellationToken);

        Fr z = DrawPoint(transcript, quotient);
        DivideByVanishing(factors, claims, z);
        Fr[] sum = Polynomial.Combine(queries, query => query.Polynomial.Coefficients, factors);
        for (int i = 0; i < claims.Length; i++) sum[0] -= factors[i] * Polynomial.Evaluate<Fr>(interpolants[i], z);
        for (int i = 0; i < h.Length; i++) sum[i] -= h[i];
        return (claims, new(quotient, kzg.Open(sum, z, cancellationToken).Proof));
    }

    /// <returns>Whether all values are right; false for none at all, a point that stands twice, or another number of values than of points.</returns>
    public static bool Verify(Kzg kzg, IReadOnlyList<ShplonkClaim> claims, ShplonkProof proof) =>
        TryFold(kzg.Srs, claims, proof, out KzgClaim claim) && kzg.VerifyAll([claim]);

    /// <summary>The one claim, that L's commitment opens to zero at z, that stands for all. It still has to be verified.</summary>
    /// <returns>False for claims that are malformed, as <see cref="Verify"/> says.</returns>
    public static bool TryFold(KzgSrs srs, IReadOnlyList<ShplonkClaim> claims, ShplonkProof proof, out KzgClaim claim)
    {
        claim = default;
        if (claims.Count == 0 || !claims.All(IsWellFormed)) return false;
        Transcript transcript = Begin(srs, claims);
        Fr[] factors = Polynomial.Powers(transcript.Challenge("gamma"), claims.Count);
        Fr z = DrawPoint(transcript, proof.Quotient);
        if (!DivideByVanishing(factors, claims, z)) return false;

        Fr value = Fr.Zero;
        for (int i = 0; i < factors.Length; i++)
            value += factors[i] * Polynomial.Evaluate<Fr>(Polynomial.Interpolate(claims[i].Points.Span, claims[i].Values.Span), z);
        G1Affine[] commitments = [.. claims.Select(one => one.Commitment), proof.Quotient];
        claim = new(Kzg.Combine(commitments, (Fr[])[.. factors, -Fr.One]), z, value, proof.Opening);
        return true;
    }

    private static ShplonkClaim Evaluate(ShplonkQuery query)
    {
        Fr[] values = new Fr[query.Points.Length];
        for (int i = 0; i < values.Length; i++) values[i] = Polynomial.Evaluate(query.Polynomial.Coefficients.Span, query.Points.Span[i]);
        return new(query.Polynomial.Commitment, query.Points, values);
    }

    private static bool IsWellFormed(ShplonkClaim claim) =>
        !claim.Points.IsEmpty && claim.Points.Length == claim.Values.Length && claim.Points.ToArray().Distinct().Count() == claim.Points.Length;

    private static Transcript Begin(KzgSrs srs, IReadOnlyList<ShplonkClaim> claims)
    {
        Transcript transcript = new(Protocol);
        transcript.Absorb("srs", srs.Digest.Span);
        transcript.Absorb("claims", claims.Count);
        foreach (ShplonkClaim claim in claims)
        {
            transcript.Absorb("commitment", claim.Commitment);
            transcript.Absorb("points", claim.Points.Span);
            transcript.Absorb("values", claim.Values.Span);
        }

        return transcript;
    }

    /// <summary>z, after W.</summary>
    private static Fr DrawPoint(Transcript transcript, G1Affine quotient)
    {
        transcript.Absorb("quotient", quotient);
        return transcript.Challenge("z");
    }

    /// <summary>(f − r)/Z: what is left of f when it is divided by each X − s in turn; r is what falls off.</summary>
    private static ReadOnlyMemory<Fr> Quotient(ShplonkQuery query)
    {
        Fr[] quotient = query.Polynomial.Coefficients.ToArray();
        foreach (Fr point in query.Points.Span) Polynomial.DivideByRoot<Fr>(quotient, point);
        return quotient;
    }

    /// <summary>γⁱ becomes γⁱ/Zᵢ(z).</summary>
    /// <returns>False where z is one of the points.</returns>
    private static bool DivideByVanishing(Fr[] factors, IReadOnlyList<ShplonkClaim> claims, Fr z)
    {
        Fr[] vanishing = [.. claims.Select(claim => Vanishing(claim.Points.Span, z))];
        if (vanishing.Any(value => value.IsZero)) return false;
        vanishing.AsSpan().InvertAll();
        for (int i = 0; i < factors.Length; i++) factors[i] *= vanishing[i];
        return true;
    }

    private static Fr Vanishing(ReadOnlySpan<Fr> points, Fr z)
    {
        Fr product = Fr.One;
        foreach (Fr point in points) product *= z - point;
        return product;
    }
}
