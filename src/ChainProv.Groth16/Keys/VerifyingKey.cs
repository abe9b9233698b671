using ChainProv.Circuits;

namespace ChainProv.Groth16.Keys;

/// <summary>What a verifier needs to know of a circuit (eprint 2016/260, section 3.2).</summary>
/// <remarks>
/// e(A, B) = e(α, β)·e(Σ xᵢ·ICᵢ, γ)·e(C, δ) with x₀ = 1. Every instance has been checked: its points are in their groups and none is infinity;
/// γ ≠ ±δ and δ is not ± the generator, since a key nobody contributed to lets anyone forge (Veil Cash and FoomCash lost their funds so); and no two
/// IC are equal up to sign, since with ICᵢ = ICⱼ a proof for (xᵢ, xⱼ) is one for (xᵢ + t, xⱼ − t), and with ICᵢ = 0 one for every xᵢ.
/// </remarks>
public sealed class VerifyingKey
{
    /// <exception cref="ArgumentException">The key is degenerate; the message says how.</exception>
    public VerifyingKey(G1Affine alpha, G2Affine beta, G2Affine gamma, G2Affine delta, IReadOnlyList<G1Affine> publicInputBases, CircuitDigest circuitDigest, SetupKind setup)
    {
        if (publicInputBases.Count < 2) throw new ArgumentException("the circuit has no public input");
        if (alpha.IsInfinity || beta.IsInfinity || gamma.IsInfinity || delta.IsInfinity) throw new ArgumentException("α, β, γ or δ is infinity");
        if (AreEqualUpToSign(delta, G2Affine.Generator)) throw new ArgumentException("δ is ± the generator: nobody contributed to the second phase, so anyone can forge proofs");
        if (AreEqualUpToSign(gamma, delta)) throw new ArgumentException("γ is ±δ: anyone can forge proofs");
        if (AreEqualUpToSign(beta, gamma) || AreEqualUpToSign(beta, delta)) throw new ArgumentException("β is ±γ or ±δ: anyone can forge proofs");

        if (publicInputBases.Any(point => point.IsInfinity)) throw new ArgumentException("an IC is infinity: a proof would hold for every value of that input");
        if (publicInputBases.DistinctBy(point => point.X).Count() != publicInputBases.Count)
            throw new ArgumentException("two IC are equal up to sign: a proof would hold for other values of those inputs");

        Alpha = alpha;
        Beta = beta;
        Gamma = gamma;
        Delta = delta;
        PublicInputBases = publicInputBases;
        CircuitDigest = circuitDigest;
        Setup = setup;
    }

    public G1Affine Alpha { get; }

    public G2Affine Beta { get; }

    public G2Affine Gamma { get; }

    public G2Affine Delta { get; }

    /// <summary>IC: the base of the constant, then one for each public input.</summary>
    public IReadOnlyList<G1Affine> PublicInputBases { get; }

    public int PublicInputCount => PublicInputBases.Count - 1;

    /// <summary>The constraint system that the key was made for.</summary>
    public CircuitDigest CircuitDigest { get; }

    public SetupKind Setup { get; }

    private static bool AreEqualUpToSign(G2Affine a, G2Affine b) => a == b || a == -b;
}
