using ChainProv.Circuits;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Groth16.Keys;

/// <summary>What a verifier needs to know of a circuit (eprint 2016/260, section 3.2; with a commitment, eprint 2022/1072).</summary>
/// <remarks>
/// e(A, B) = e(α, β)·e(Σ xᵢ·ICᵢ, γ)·e(C, δ) with x₀ = 1. Of every instance, whose points a reader has found in their groups, has been checked that none is
/// infinity; that γ ≠ ±δ and that α, β and δ are not ± the generator, since a key nobody contributed to lets anyone forge (Veil Cash and FoomCash lost their funds so; with
/// α = 1 the powers of phase 1 suffice); and that no two IC are equal up to sign, since with ICᵢ = ICⱼ a proof for (xᵢ, xⱼ) is one for (xᵢ + t, xⱼ − t), and with ICᵢ = 0 one for every xᵢ.
/// </remarks>
public sealed class VerifyingKey
{
    /// <exception cref="ArgumentException">The key is degenerate; the message says how.</exception>
    public VerifyingKey(G1Affine alpha, G2Affine beta, G2Affine gamma, G2Affine delta, IReadOnlyList<G1Affine> publicInputBases, CircuitDigest circuitDigest, SetupKind setup, CommitmentVerifyingKey? commitment = null)
    {
        if (publicInputBases.Count < 2) throw new ArgumentException("the circuit has no public input");
        if (alpha.IsInfinity || beta.IsInfinity || gamma.IsInfinity || delta.IsInfinity) throw new ArgumentException("α, β, γ or δ is infinity");
        if (AreEqualUpToSign(delta, G2Affine.Generator)) throw new ArgumentException("δ is ± the generator: nobody contributed to the second phase, so anyone can forge proofs");
        if (AreEqualUpToSign(beta, G2Affine.Generator) || alpha == G1Affine.Generator || alpha == -G1Affine.Generator)
            throw new ArgumentException("α or β is ± the generator: nobody contributed to the first phase, so anyone can forge proofs");
        if (AreEqualUpToSign(gamma, delta)) throw new ArgumentException("γ is ±δ: anyone can forge proofs");
        if (AreEqualUpToSign(beta, gamma) || AreEqualUpToSign(beta, delta)) throw new ArgumentException("β is ±γ or ±δ: anyone can forge proofs");

        if (publicInputBases.Any(point => point.IsInfinity)) throw new ArgumentException("an IC is infinity: a proof would hold for every value of that input");
        if (publicInputBases.DistinctBy(point => point.X).Count() != publicInputBases.Count)
            throw new ArgumentException("two IC are equal up to sign: a proof would hold for other values of those inputs");

        if (commitment is not null) Require(commitment, [beta, gamma, delta], publicInputBases.Count - 1);

        Alpha = alpha;
        Beta = beta;
        Gamma = gamma;
        Delta = delta;
        PublicInputBases = [.. publicInputBases];
        CircuitDigest = circuitDigest;
        Setup = setup;
        Commitment = commitment;
        Digest = new Lazy<byte[]>(() => Keccak256.Hash(VerifyingKeyEncoding.Encode(this)));
    }

    public G1Affine Alpha { get; }

    public G2Affine Beta { get; }

    public G2Affine Gamma { get; }

    public G2Affine Delta { get; }

    /// <summary>IC: the base of the constant, then one for each public input.</summary>
    public IReadOnlyList<G1Affine> PublicInputBases { get; }

    public int PublicInputCount => PublicInputBases.Count - 1;

    /// <summary>The public inputs that a verifier is told. Where the circuit commits, he draws the challenge himself and the proof brings the evaluation.</summary>
    public int StatedInputCount => PublicInputCount - (Commitment?.LateInputs ?? 0);

    /// <summary>What the commitment is checked with; null for a plain circuit.</summary>
    public CommitmentVerifyingKey? Commitment { get; }

    /// <summary>The constraint system that the key was made for.</summary>
    public CircuitDigest CircuitDigest { get; }

    public SetupKind Setup { get; }

    /// <summary>What <see cref="VerifyingKeyEncoding.Digest"/> gives; every challenge asks for it.</summary>
    internal Lazy<byte[]> Digest { get; }

    /// <summary>γ is the generator, so that proof of knowledge and opening share its pairing; and σ and τ are secrets of their own.</summary>
    private static void Require(CommitmentVerifyingKey commitment, ReadOnlySpan<G2Affine> others, int publicInputs)
    {
        (G2Affine sigma, VectorVerifyingKey? vectors) = commitment;
        if (others[1] != G2Affine.Generator) throw new ArgumentException("the circuit commits, but γ is not the generator");
        if (sigma.IsInfinity) throw new ArgumentException("σ is infinity: anyone can forge proofs of knowledge");
        if (AreEqualUpToSign(sigma, G2Affine.Generator)) throw new ArgumentException("σ is ± the generator: anyone can forge proofs of knowledge");
        foreach (G2Affine other in others)
            if (AreEqualUpToSign(sigma, other)) throw new ArgumentException("σ is ±β or ±δ, which was to be another secret");

        if (vectors is not null)
        {
            if (vectors.Tau.IsInfinity || AreEqualUpToSign(vectors.Tau, G2Affine.Generator)) throw new ArgumentException("τ is infinity or ± the generator: anyone can open vectors to anything");
            foreach (G2Affine other in (ReadOnlySpan<G2Affine>)[.. others, sigma])
                if (AreEqualUpToSign(vectors.Tau, other)) throw new ArgumentException("τ is ±β, ±δ or ±σ, which was to be another secret");
            if (vectors.Chunks <= 0) throw new ArgumentException("linked vectors have at least one chunk");
        }

        int stated = publicInputs - commitment.LateInputs;
        if (stated < 0 || (stated == 0 && vectors is null)) throw new ArgumentException("the circuit has no public input but what is drawn");
    }

    private static bool AreEqualUpToSign(G2Affine a, G2Affine b) => a == b || a == -b;
}
