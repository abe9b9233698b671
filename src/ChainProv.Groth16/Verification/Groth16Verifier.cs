using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>Checks Groth16 proofs.</summary>
/// <remarks>
/// Plain: e(A, B) = e(α, β)·e(Σ xᵢ·ICᵢ, γ)·e(C, δ). With a commitment D the challenge is drawn from D and all that is stated; X = Σ xᵢ·ICᵢ + D; and besides
/// e(D, σ) = e(P, [1]₂). With vectors [fₖ] that evaluate to y at the challenge c, with opening π, besides e(Σ cᴹᵏ·[fₖ] − y·[1]₁ + c·π, [1]₂) = e(π, τ).
/// As γ is [1]₂ there, the equations, each after the first with a random factor, are one product of at most six pairings.
/// </remarks>
public static class Groth16Verifier
{
    /// <summary>Whether the proof shows the statement with these public inputs. A wrong number of inputs is false.</summary>
    /// <remarks>The points of key and proof are in their groups because their readers check it, and none is infinity; nothing here does so again.</remarks>
    /// <param name="key">The circuit's key.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="statedInputs">The public inputs, without challenge and evaluation.</param>
    /// <param name="vectors">The commitments to the vectors that the circuit is linked to, chunk by chunk; points of the group, as readers give.</param>
    public static bool Verify(VerifyingKey key, Proof proof, ReadOnlySpan<Fr> statedInputs, ReadOnlySpan<G1Affine> vectors = default) =>
        BatchVerifier.Verify(key, [proof], [statedInputs.ToArray()], [vectors.ToArray()], threads: 1);
}
