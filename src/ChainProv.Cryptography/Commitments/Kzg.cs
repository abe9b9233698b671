using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Commitments;

/// <summary>Polynomial commitments of one group element (Kate, Zaverucha and Goldberg, eprint 2010/1, section 3.2), over a reference string of N powers.</summary>
/// <remarks>
/// Binding alone: a commitment to a polynomial that can be guessed does not hide it (<see cref="CommittedVector"/> does). Commitments are homomorphic:
/// Σ aᵢ[fᵢ]₁ = [Σ aᵢfᵢ]₁. Verifiers answer false to whatever they cannot check; they expect valid points, which is what readers give.
/// </remarks>
/// <param name="srs">The powers of τ.</param>
/// <param name="device">What does the work of proving; the processor if not given.</param>
public sealed class Kzg(KzgSrs srs, IComputeDevice? device = null)
{
    private readonly IComputeDevice _device = device ?? CpuDevice.Default;

    public KzgSrs Srs { get; } = srs;

    /// <summary>[f(τ)]₁; infinity for the zero polynomial. One multi-scalar multiplication.</summary>
    /// <param name="coefficients">Lowest first, at most N.</param>
    /// <param name="cancellationToken">Looked at by the device.</param>
    /// <exception cref="ArgumentException">There are more than N coefficients.</exception>
    public G1Affine Commit(ReadOnlyMemory<Fr> coefficients, CancellationToken cancellationToken = default)
    {
        if (coefficients.Length > Srs.Size) throw new ArgumentException($"{coefficients.Length} coefficients, but the reference string has {Srs.Size} powers.", nameof(coefficients));
        return _device.MultiScalarMultiply(Srs.G1Powers[..coefficients.Length], coefficients, cancellationToken).ToAffine();
    }

    /// <summary>y = f(z) and [q(τ)]₁ for q = (f − y)/(X − z). Costs what a commitment does.</summary>
    /// <exception cref="ArgumentException">There are more than N coefficients.</exception>
    public KzgOpening Open(ReadOnlyMemory<Fr> coefficients, Fr point, CancellationToken cancellationToken = default)
    {
        Fr[] quotient = coefficients.ToArray();
        Fr value = Polynomial.DivideByRoot<Fr>(quotient, point);
        return new(value, Commit(quotient, cancellationToken));
    }

    /// <summary>e(C − y·[1]₁ + z·π, [1]₂) = e(π, [τ]₂): two pairings, as the equation has them when nothing of G2 depends on z.</summary>
    public bool Verify(G1Affine commitment, Fr point, Fr value, G1Affine proof) => Holds(Equation(new(commitment, point, value, proof)));

    /// <summary>All claims at once: one multi-scalar multiplication and two pairings, and a chance of 2⁻¹²⁸ that a false one passes.</summary>
    /// <returns>Whether all hold; false for none at all.</returns>
    public bool VerifyAll(ReadOnlySpan<KzgClaim> claims) => !claims.IsEmpty && Holds(Sum(claims));

    public bool Holds(KzgEquation equation) => Pairing.ProductIsOne((equation.OfOne, KzgSrs.One), (equation.OfTau, Srs.Tau));

    /// <summary>A claim as an equation, of which a caller may add up several with factors of its own (random ones, drawn after all claims).</summary>
    public static KzgEquation Equation(KzgClaim claim) =>
        new(((claim.Proof * claim.Point) - (G1Affine.Generator * claim.Value) + claim.Commitment).ToAffine(), -claim.Proof);

    /// <summary>Σ aᵢCᵢ, which commits to Σ aᵢfᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static G1Affine Combine(ReadOnlyMemory<G1Affine> commitments, ReadOnlyMemory<Fr> factors) =>
        MultiScalarMultiplication.Compute<Bls12381.G1, Fp, Fr>(commitments, factors).ToAffine();

    /// <summary>Σ Cᵢ, which commits to Σ fᵢ.</summary>
    public static G1Affine Sum(params ReadOnlySpan<G1Affine> commitments)
    {
        G1Jacobian sum = G1Jacobian.Infinity;
        foreach (G1Affine commitment in commitments) sum += commitment;
        return sum.ToAffine();
    }

    /// <summary>Σ ρᵢ·claimᵢ for random ρ.</summary>
    private static KzgEquation Sum(ReadOnlySpan<KzgClaim> claims)
    {
        int count = claims.Length;
        Fr[] factors = RandomCoefficients.Draw(count);
        G1Affine[] points = new G1Affine[(2 * count) + 1];
        Fr[] scalars = new Fr[points.Length];
        Fr value = Fr.Zero;
        for (int i = 0; i < count; i++)
        {
            (points[i], scalars[i]) = (claims[i].Commitment, factors[i]);
            (points[count + i], scalars[count + i]) = (claims[i].Proof, factors[i] * claims[i].Point);
            value += factors[i] * claims[i].Value;
        }

        (points[^1], scalars[^1]) = (G1Affine.Generator, -value);
        return new(Combine(points, scalars), -Combine(points.AsMemory(count, count), factors));
    }
}
