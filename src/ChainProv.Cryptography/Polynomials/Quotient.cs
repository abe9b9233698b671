using System.Numerics;

namespace ChainProv.Cryptography.Polynomials;

/// <summary>The quotient of Groth16 (eprint 2016/260, section 3.2), in a form that needs no division.</summary>
/// <remarks>
/// a·b − c vanishes on the n-th roots of unity and has degree below 2n, so its values on the odd powers of a 2n-th root ω₂ determine it:
/// (a·b − c)(τ) = Σ (a·b − c)(ω₂^(2i+1))·L(τ), with L the Lagrange basis of the 2n-th roots. The key holds those L(τ)/δ in G1.
/// </remarks>
public static class Quotient
{
    /// <summary>The n-th roots, and ω₂, which leads to the coset between them.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or are no power of two.</exception>
    public static (EvaluationDomain<Fr> Roots, Fr Shift) Domains(int lengthOfA, int lengthOfB)
    {
        if (lengthOfA != lengthOfB || !BitOperations.IsPow2(lengthOfA))
            throw new ArgumentException($"a and b have the values on the roots of unity, equally many and a power of two, not {lengthOfA} and {lengthOfB}.", nameof(lengthOfB));
        EvaluationDomain<Fr> domain = EvaluationDomain<Fr>.ForSize(lengthOfA);
        return (domain, EvaluationDomain<Fr>.RootOfUnity(domain.Logarithm + 1));
    }

    /// <summary>The values of a·b − c at the odd powers of ω₂, from those of a and b on the n-th roots; c is their product there. Overwrites its inputs.</summary>
    /// <inheritdoc cref="Domains" path="/exception"/>
    public static Fr[] OddEvaluations(Memory<Fr> a, Memory<Fr> b, int threads = 1, CancellationToken cancellationToken = default)
    {
        (EvaluationDomain<Fr> domain, Fr shift) = Domains(a.Length, b.Length);
        Fr[] c = new Fr[a.Length];
        int chunks = Chunks.Threads(c.Length, threads);
        Chunks.ForEach(c.Length, chunks, (from, to) =>
        {
            ReadOnlySpan<Fr> ofA = a.Span, ofB = b.Span;
            for (int i = from; i < to; i++) c[i] = ofA[i] * ofB[i];
        });
        foreach (Memory<Fr> values in (ReadOnlySpan<Memory<Fr>>)[a, b, c])
        {
            cancellationToken.ThrowIfCancellationRequested();
            domain.Inverse(values, threads);
            domain.ForwardCoset(values, shift, threads);
        }

        Chunks.ForEach(c.Length, chunks, (from, to) =>
        {
            ReadOnlySpan<Fr> ofA = a.Span, ofB = b.Span;
            for (int i = from; i < to; i++) c[i] = (ofA[i] * ofB[i]) - c[i];
        });
        return c;
    }
}
