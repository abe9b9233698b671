using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Groth16.Keys;

/// <summary>What a proving key has besides, where the circuit commits to m wires of its witness.</summary>
/// <remarks>
/// Those wires have no base in <see cref="ProvingKey.C"/>: they can enter a proof through its commitment alone.
/// </remarks>
public sealed class CommitmentProvingKey
{
    /// <summary>β·uᵢ(τ) + α·vᵢ(τ) + wᵢ(τ) in G1 for the m committed wires, over γ, which is one.</summary>
    public required ReadOnlyMemory<G1Affine> Bases { get; init; }

    /// <summary>σ times each of the <see cref="Bases"/>.</summary>
    public required ReadOnlyMemory<G1Affine> KnowledgeBases { get; init; }

    /// <summary>η in G1: its random multiple hides what is committed to.</summary>
    public required G1Affine Blinding { get; init; }

    /// <summary>σ·η in G1.</summary>
    public required G1Affine KnowledgeBlinding { get; init; }

    /// <summary>η/δ in G1: takes the blinding out again in C.</summary>
    public required G1Affine BlindingOverDelta { get; init; }

    /// <summary>Whether a commitment is uniform whatever it commits to, and the equation does not tell whether it was blinded: η is not zero, and the same in its forms.</summary>
    internal bool Blinds(VerifyingKey key) =>
        Twins.AreInGroup(Blinding) && Twins.AreInGroup(KnowledgeBlinding) && Twins.AreInGroup(BlindingOverDelta)
        && !Blinding.IsInfinity
        && Pairing.ProductIsOne((-Blinding, key.Gamma), (BlindingOverDelta, key.Delta))
        && Pairing.ProductIsOne((-Blinding, key.Commitment!.Sigma), (KnowledgeBlinding, G2Affine.Generator));

    /// <summary>Whether the knowledge bases are σ times the bases, in a random combination: with others, proofs of some witnesses would fail and of others not.</summary>
    internal bool HasRightKnowledgeBases(VerifyingKey key)
    {
        Fr[] factors = RandomCoefficients.Draw(Bases.Length);
        G1Affine sum = MultiScalarMultiplication.Compute<G1, Fp, Fr>(Bases, factors).ToAffine(), knowledge = MultiScalarMultiplication.Compute<G1, Fp, Fr>(KnowledgeBases, factors).ToAffine();
        return Pairing.ProductIsOne((-sum, key.Commitment!.Sigma), (knowledge, G2Affine.Generator));
    }
}
