using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>What pairs with γ when many proofs are checked at once.</summary>
internal static class PublicInputSum
{
    /// <summary>Σᵢ cᵢ·(IC₀ + Σⱼ xᵢⱼ·ICⱼ): products in the field, and then one sum over IC.</summary>
    public static G1Jacobian Combine(VerifyingKey key, ReadOnlySpan<Fr> coefficients, IReadOnlyList<Fr[]> publicInputs)
    {
        Fr[] scalars = new Fr[key.PublicInputBases.Count];
        for (int i = 0; i < publicInputs.Count; i++)
        {
            scalars[0] += coefficients[i];
            for (int j = 0; j < publicInputs[i].Length; j++) scalars[j + 1] += coefficients[i] * publicInputs[i][j];
        }

        return MultiScalarMultiplication.Compute([.. key.PublicInputBases], scalars);
    }
}
