using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>What the commitments and openings of many proofs add to a verifier's equations, each times a factor; infinity for plain circuits.</summary>
/// <param name="Commitments">Σ fᵢ·Dᵢ, which pairs with γ, and for the proofs of knowledge with σ.</param>
/// <param name="OpeningsOfOne">Σ fᵢ·(Σ cᵢᴹᵏ·[fᵢₖ] − yᵢ·[1]₁ + cᵢ·πᵢ), which pairs with [1]₂.</param>
/// <param name="OpeningsOfTau">−Σ fᵢ·πᵢ, which pairs with τ.</param>
internal readonly record struct CommitmentSums(G1Jacobian Commitments, G1Jacobian OpeningsOfOne, G1Jacobian OpeningsOfTau)
{
    public static CommitmentSums Of(VerifyingKey key, IReadOnlyList<CompleteStatement> statements, Fr[] factors)
    {
        if (key.Commitment is null) return default;
        G1Jacobian commitments = MultiScalarMultiplication.Compute([.. statements.Select(statement => statement.Commitment!.Value)], factors);
        if (key.Commitment.Vectors is null) return new(commitments, default, default);

        List<G1Affine> points = [G1Affine.Generator];
        List<Fr> scalars = [Fr.Zero];
        for (int i = 0; i < statements.Count; i++)
        {
            CompleteStatement statement = statements[i];
            scalars[0] -= factors[i] * statement.Opening!.Evaluation;
            points.Add(statement.Opening.Witness);
            scalars.Add(factors[i] * statement.Challenge);
            points.AddRange(statement.Vectors);
            foreach (Fr factor in FoldedVectors.Factors(statement.Vectors.Length, statement.Challenge)) scalars.Add(factors[i] * factor);
        }

        G1Jacobian ofTau = MultiScalarMultiplication.Compute([.. statements.Select(statement => statement.Opening!.Witness)], factors);
        return new(commitments, MultiScalarMultiplication.Compute([.. points], scalars.ToArray()), -ofTau);
    }
}
