using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Groth16.Proving;

/// <summary>The quotient of Groth16 (eprint 2016/260, section 3.2), in a form that needs no division.</summary>
/// <remarks>
/// a·b − c vanishes on the n-th roots of unity and has degree below 2n, so its values on the odd powers of a 2n-th root ω₂ determine it:
/// (a·b − c)(τ) = Σ (a·b − c)(ω₂^(2i+1))·L(τ), with L the Lagrange basis of the 2n-th roots. The key holds those L(τ)/δ in G1.
/// </remarks>
internal static class Quotient
{
    /// <summary>The values of a·b − c at the odd powers of ω₂, from those of a and b on the n-th roots; c is their product there. Overwrites its inputs.</summary>
    public static Fr[] OddEvaluations(Fr[] a, Fr[] b, IComputeDevice device)
    {
        EvaluationDomain<Fr> domain = EvaluationDomain<Fr>.ForSize(a.Length);
        Fr shift = EvaluationDomain<Fr>.RootOfUnity(domain.Logarithm + 1);

        Fr[] c = new Fr[a.Length];
        for (int i = 0; i < c.Length; i++) c[i] = a[i] * b[i];
        foreach (Fr[] values in (ReadOnlySpan<Fr[]>)[a, b, c])
        {
            device.InverseTransform(domain, values);
            device.CosetTransform(domain, values, shift);
        }

        for (int i = 0; i < c.Length; i++) c[i] = (a[i] * b[i]) - c[i];
        return c;
    }
}
