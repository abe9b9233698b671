using ChainProv.Circuits;

namespace ChainProv.Groth16.Keys;

/// <summary>What a prover needs to know of a circuit, laid out as snarkjs's .zkey holds it; n wires, l public inputs, domain size N.</summary>
public sealed class ProvingKey
{
    public required VerifyingKey VerifyingKey { get; init; }

    /// <summary>β in G1.</summary>
    public required G1Affine Beta { get; init; }

    /// <summary>δ in G1.</summary>
    public required G1Affine Delta { get; init; }

    /// <summary>uᵢ(τ) in G1 for all n wires.</summary>
    public required ReadOnlyMemory<G1Affine> A { get; init; }

    /// <summary>vᵢ(τ) in G1 for all n wires.</summary>
    public required ReadOnlyMemory<G1Affine> B1 { get; init; }

    /// <summary>vᵢ(τ) in G2 for all n wires.</summary>
    public required ReadOnlyMemory<G2Affine> B2 { get; init; }

    /// <summary>(β·uᵢ(τ) + α·vᵢ(τ) + wᵢ(τ))/δ in G1 for the n − l − 1 private wires; infinity for those that are committed to.</summary>
    public required ReadOnlyMemory<G1Affine> C { get; init; }

    /// <summary>The odd members of the Lagrange basis of the 2N-th roots of unity at τ, over δ, in G1: N points.</summary>
    public required ReadOnlyMemory<G1Affine> H { get; init; }

    /// <summary>The bases of what is committed to; null for a circuit without a challenge.</summary>
    public CommitmentProvingKey? Commitment { get; init; }

    /// <summary>Whether the key has bases for the wires that a circuit commits to, and its verifier expects as many vectors; for none, that it has none.</summary>
    internal bool CommitsAs(CommitmentLayout? layout) => layout is null
        ? Commitment is null && VerifyingKey.Commitment is null
        : Commitment?.Bases.Length == layout.Wires.Length && Commitment.KnowledgeBases.Length == layout.Wires.Length
            && VerifyingKey.Commitment is { } verifying && (verifying.Vectors?.Chunks ?? 0) == layout.VectorChunks;
}
