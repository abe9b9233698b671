using System.Security.Cryptography;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>Checks Groth16 proofs.</summary>
/// <remarks>
/// Plain: e(A, B) = e(α, β)·e(Σ xᵢ·ICᵢ, γ)·e(C, δ). With a commitment D the challenge is drawn from D and all that is stated; X = Σ xᵢ·ICᵢ + D; and besides
/// e(D, σ) = e(P, [1]₂). With vectors [fₖ] that evaluate to y at the challenge c, with opening π, besides e(Σ cᴺᵏ·[fₖ] − y·[1]₁ + c·π, [1]₂) = e(π, τ).
/// As γ is [1]₂ there, the equations, each after the first with a random factor, are one product of at most six pairings.
/// </remarks>
public static class Groth16Verifier
{
    private const int FactorBytes = 16;

    /// <summary>Whether the proof shows the statement with these public inputs. A wrong number of inputs is false.</summary>
    /// <remarks>The points of key and proof are in their groups because their readers check it, and none is infinity; nothing here does so again.</remarks>
    /// <param name="key">The circuit's key.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="statedInputs">The public inputs, without challenge and evaluation.</param>
    /// <param name="vectors">The commitments to the vectors that the circuit is linked to, chunk by chunk.</param>
    public static bool Verify(VerifyingKey key, Proof proof, ReadOnlySpan<Fr> statedInputs, IReadOnlyList<G1Affine>? vectors = null)
    {
        vectors ??= [];
        if (statedInputs.Length != key.StatedInputCount || vectors.Count != (key.Commitment?.Vectors?.Chunks ?? 0)) return false;
        if ((proof.Commitment is null) != (key.Commitment is null) || (proof.Commitment?.Opening is null) != (key.Commitment?.Vectors is null)) return false;

        if (key.Commitment is not { } commitmentKey || proof.Commitment is not { } commitment)
            return Pairing.ProductIsOne([.. Plain(key, proof), (InputSum(key, statedInputs).ToAffine(), key.Gamma)]);

        Fr challenge = CommitmentChallenge.Derive(key, commitment.Point, vectors, statedInputs);
        Fr ofKnowledge = RandomFactor(), ofOpening = RandomFactor();
        List<(G1Affine, G2Affine)> pairs = [.. Plain(key, proof), ((commitment.Point * ofKnowledge).ToAffine(), commitmentKey.Sigma)];
        Fr[] inputs = [.. statedInputs, challenge];
        G1Jacobian ofOne = -(commitment.Knowledge * ofKnowledge);
        if (commitment.Opening is { } opening && commitmentKey.Vectors is { } vectorKey)
        {
            inputs = [.. inputs, opening.Evaluation];
            KzgEquation equation = Kzg.Equation(new(FoldedVectors.Fold(vectors.ToArray(), challenge, vectorKey.ChunkLength), challenge, opening.Evaluation, opening.Witness));
            ofOne += equation.OfOne * ofOpening;
            pairs.Add(((equation.OfTau * ofOpening).ToAffine(), vectorKey.Tau));
        }

        pairs.Add(((InputSum(key, inputs) + commitment.Point + ofOne).ToAffine(), key.Gamma));
        return Pairing.ProductIsOne([.. pairs]);
    }

    private static (G1Affine, G2Affine)[] Plain(VerifyingKey key, Proof proof) => [(-proof.A, proof.B), (key.Alpha, key.Beta), (proof.C, key.Delta)];

    /// <summary>IC₀ + Σ xᵢ·ICᵢ.</summary>
    private static G1Jacobian InputSum(VerifyingKey key, ReadOnlySpan<Fr> inputs)
    {
        G1Jacobian sum = key.PublicInputBases[0].ToJacobian();
        for (int i = 0; i < inputs.Length; i++) sum += key.PublicInputBases[i + 1] * inputs[i];
        return sum;
    }

    /// <summary>128 bits, drawn when all equations are known.</summary>
    private static Fr RandomFactor() => Fr.From(new System.Numerics.BigInteger(RandomNumberGenerator.GetBytes(FactorBytes), isUnsigned: true));
}
