using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>Checks Groth16 proofs: e(A, B) = e(α, β)·e(Σ xᵢ·ICᵢ, γ)·e(C, δ).</summary>
public static class Groth16Verifier
{
    /// <summary>Whether the proof shows the statement with these public inputs. A wrong number of inputs is false.</summary>
    /// <remarks>The points of key and proof are in their groups because their readers check it, and none is infinity; nothing here does so again.</remarks>
    public static bool Verify(VerifyingKey key, Proof proof, ReadOnlySpan<Fr> publicInputs)
    {
        if (publicInputs.Length != key.PublicInputCount) return false;

        G1Jacobian inputs = key.PublicInputBases[0].ToJacobian();
        for (int i = 0; i < publicInputs.Length; i++) inputs += key.PublicInputBases[i + 1] * publicInputs[i];

        return Pairing.ProductIsOne(
        [
            (-proof.A, proof.B),
            (key.Alpha, key.Beta),
            (inputs.ToAffine(), key.Gamma),
            (proof.C, key.Delta),
        ]);
    }
}
