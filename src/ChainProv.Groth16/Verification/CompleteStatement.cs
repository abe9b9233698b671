using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>A statement with all public inputs of its circuit: what a verifier is told, and what he draws from it and from a proof's commitment.</summary>
/// <param name="Inputs">The stated inputs, then the challenge and the vectors' evaluation where the circuit has them.</param>
/// <param name="Vectors">The commitments to the vectors that the circuit is linked to.</param>
/// <param name="Commitment">D; null for a plain circuit.</param>
/// <param name="Opening">Null where there are no vectors.</param>
internal sealed record CompleteStatement(Fr[] Inputs, G1Affine[] Vectors, G1Affine? Commitment, VectorOpening? Opening)
{
    /// <summary>Where the vectors are opened; there is an opening.</summary>
    public Fr Challenge => Inputs[^2];

    /// <summary>Null where a proof of the key cannot be of this shape.</summary>
    public static CompleteStatement? Of(VerifyingKey key, Fr[] statedInputs, G1Affine[] vectors, G1Affine? commitment, VectorOpening? opening)
    {
        VectorVerifyingKey? vectorKey = key.Commitment?.Vectors;
        if (statedInputs.Length != key.StatedInputCount || vectors.Length != (vectorKey?.Chunks ?? 0)) return null;
        if ((commitment is null) != (key.Commitment is null) || (opening is null) != (vectorKey is null)) return null;
        if (commitment is not { } point) return new(statedInputs, vectors, null, null);

        Fr challenge = CommitmentChallenge.Derive(key, point, vectors, statedInputs);
        return new(opening is null ? [.. statedInputs, challenge] : [.. statedInputs, challenge, opening.Evaluation], vectors, point, opening);
    }
}
