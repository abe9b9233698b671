using ChainProv.Cryptography.Polynomials;
using ChainProv.Cryptography.Transcripts;

namespace ChainProv.Cryptography.Commitments;

/// <summary>
/// Several polynomials opened at one point with one proof: that of Σ γⁱfᵢ, for a challenge γ that knows every commitment, the point and every value
/// (Boneh, Drake, Fisch and Gabizon, eprint 2020/081, section 3, for one point).
/// </summary>
/// <remarks>A false value passes with probability n/r for each challenge that a prover tries.</remarks>
public static class SharedPoint
{
    private const string Protocol = "chainprov/kzg-shared-point/v1";

    /// <exception cref="ArgumentException">There are no polynomials, or one has more coefficients than there are powers.</exception>
    public static SharedPointOpening Open(Kzg kzg, IReadOnlyList<KzgPolynomial> polynomials, Fr point, CancellationToken cancellationToken = default)
    {
        if (polynomials.Count == 0) throw new ArgumentException("There is nothing to open.", nameof(polynomials));
        G1Affine[] commitments = [.. polynomials.Select(polynomial => polynomial.Commitment)];
        Fr[] values = [.. polynomials.Select(polynomial => Polynomial.Evaluate(polynomial.Coefficients.Span, point))];
        Fr[] factors = Factors(kzg.Srs, commitments, point, values);
        Fr[] sum = Polynomial.Combine(polynomials, polynomial => polynomial.Coefficients, factors);
        return new(values, kzg.Open(sum, point, cancellationToken).Proof);
    }

    /// <returns>Whether all values are right; false for none at all, or another number of them than of commitments.</returns>
    public static bool Verify(Kzg kzg, ReadOnlyMemory<G1Affine> commitments, Fr point, SharedPointOpening opening) =>
        TryFold(kzg.Srs, commitments, point, opening, out KzgClaim claim) && kzg.VerifyAll([claim]);

    /// <summary>The one claim, about Σ γⁱCᵢ, that stands for all. It still has to be verified.</summary>
    /// <returns>False for no commitments at all, or another number of values.</returns>
    public static bool TryFold(KzgSrs srs, ReadOnlyMemory<G1Affine> commitments, Fr point, SharedPointOpening opening, out KzgClaim claim)
    {
        claim = default;
        if (commitments.IsEmpty || commitments.Length != opening.Values.Length) return false;
        Fr[] factors = Factors(srs, commitments.Span, point, opening.Values.Span);
        Fr value = Fr.Zero;
        for (int i = 0; i < factors.Length; i++) value += factors[i] * opening.Values.Span[i];
        claim = new(Kzg.Combine(commitments, factors), point, value, opening.Proof);
        return true;
    }

    /// <summary>1, γ, γ², …</summary>
    private static Fr[] Factors(KzgSrs srs, ReadOnlySpan<G1Affine> commitments, Fr point, ReadOnlySpan<Fr> values)
    {
        Transcript transcript = new(Protocol);
        transcript.Absorb("srs", srs.Digest.Span);
        transcript.Absorb("commitments", commitments);
        transcript.Absorb("point", [point]);
        transcript.Absorb("values", values);
        return Polynomial.Powers(transcript.Challenge("gamma"), commitments.Length);
    }
}
