using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>Checks many Groth16 proofs of one key together: n + 3 pairings that share one final exponentiation, and one or two more with commitments.</summary>
/// <remarks>
/// Σ ρᵢ·e(Aᵢ, Bᵢ) = e(Σ ρᵢ·α, β) + e(Σ ρᵢ·Xᵢ, γ) + e(Σ ρᵢ·Cᵢ, δ), where Xᵢ is the sum of the i-th public inputs, ρ₀ = 1 and the other ρᵢ are fresh random
/// numbers of 128 bits. A batch with a proof that does not verify is accepted with probability 2⁻¹²⁸, or 2⁻¹²⁷ with commitments, whatever else is in it. With commitments Dᵢ is part of
/// Xᵢ, and the proofs of knowledge and the openings, Σ ρᵢ·e(Dᵢ, σ) = e(Σ ρᵢ·Pᵢ, [1]₂) and as in <see cref="CommitmentSums"/>, are added with a random factor each.
/// </remarks>
public static class BatchVerifier
{
    /// <summary>Whether all proofs show their statements. An empty batch is false, since it shows nothing; so is a wrong number of inputs.</summary>
    /// <param name="key">The key of all proofs.</param>
    /// <param name="proofs">n proofs, in which one may stand more than once.</param>
    /// <param name="publicInputs">n vectors of stated public inputs, in the proofs' order.</param>
    /// <param name="vectors">Where the circuit is linked to vectors, n lists of their commitments, in the proofs' order.</param>
    /// <param name="threads">How many threads to use at most; −1 for all processors.</param>
    public static bool Verify(VerifyingKey key, IReadOnlyList<Proof> proofs, IReadOnlyList<Fr[]> publicInputs, IReadOnlyList<G1Affine[]>? vectors = null, int threads = -1)
    {
        if (proofs.Count == 0 || publicInputs.Count != proofs.Count || (vectors is not null && vectors.Count != proofs.Count)) return false;
        CompleteStatement?[] statements = new CompleteStatement?[proofs.Count];
        for (int i = 0; i < statements.Length; i++)
        {
            statements[i] = CompleteStatement.Of(key, publicInputs[i], vectors?[i] ?? [], proofs[i].Commitment?.Point, proofs[i].Commitment?.Opening);
            if (statements[i] is null) return false;
        }

        return Hold(key, proofs, statements!, threads);
    }

    /// <summary>The indices of the proofs that do not show their statements, by halving: about 2·k·log₂(n/k) batches if k of n are bad.</summary>
    /// <exception cref="ArgumentException">There are not as many vectors of public inputs as proofs.</exception>
    public static IReadOnlyList<int> FindInvalid(
        VerifyingKey key, IReadOnlyList<Proof> proofs, IReadOnlyList<Fr[]> publicInputs, IReadOnlyList<G1Affine[]>? vectors = null, int threads = -1)
    {
        if (publicInputs.Count != proofs.Count) throw new ArgumentException($"{proofs.Count} proofs, but {publicInputs.Count} vectors of public inputs.", nameof(publicInputs));
        if (vectors is not null && vectors.Count != proofs.Count) throw new ArgumentException($"{proofs.Count} proofs, but {vectors.Count} lists of vectors.", nameof(vectors));
        List<int> invalid = [];
        Search(0, proofs.Count);
        return invalid;

        void Search(int start, int count)
        {
            if (count == 0 || Verify(key, Part(proofs), Part(publicInputs), vectors is null ? null : Part(vectors), threads)) return;
            if (count == 1)
            {
                invalid.Add(start);
                return;
            }

            Search(start, count / 2);
            Search(start + (count / 2), count - (count / 2));

            T[] Part<T>(IReadOnlyList<T> all) => [.. all.Skip(start).Take(count)];
        }
    }

    private static bool Hold(VerifyingKey key, IReadOnlyList<Proof> proofs, CompleteStatement[] statements, int threads)
    {
        Fr[] factors = RandomCoefficients.Draw(proofs.Count), ofKnowledgeAndOpening = RandomCoefficients.Draw(2);
        factors[0] = Fr.One;
        CommitmentSums sums = CommitmentSums.Of(key, statements, factors);
        G1Jacobian ofGamma = PublicInputSum.Combine(key, factors, [.. statements.Select(statement => statement.Inputs)]) + sums.Commitments;
        List<(G1Jacobian P, G2Affine Q)> constant = [];
        if (key.Commitment is { } commitmentKey)
        {
            ofGamma -= MultiScalarMultiplication.Compute([.. proofs.Select(proof => proof.Commitment!.Knowledge)], factors) * ofKnowledgeAndOpening[0];
            constant.Add((sums.Commitments * ofKnowledgeAndOpening[0], commitmentKey.Sigma));
            if (commitmentKey.Vectors is { } vectorKey)
            {
                ofGamma += sums.OpeningsOfOne * ofKnowledgeAndOpening[1];
                constant.Add((sums.OpeningsOfTau * ofKnowledgeAndOpening[1], vectorKey.Tau));
            }
        }

        Fr total = Fr.Zero;
        foreach (Fr factor in factors) total += factor;
        constant.Add((key.Alpha * total, key.Beta));
        constant.Add((ofGamma, key.Gamma));
        constant.Add((MultiScalarMultiplication.Compute([.. proofs.Select(proof => proof.C)], factors, threads), key.Delta));

        (G1Affine P, PreparedG2 Q)[] pairs = new (G1Affine P, PreparedG2 Q)[proofs.Count + constant.Count];
        Parallel.For(0, pairs.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => pairs[i] = i < proofs.Count
            ? (-(proofs[i].A * factors[i]).ToAffine(), new PreparedG2(proofs[i].B))
            : (constant[i - proofs.Count].P.ToAffine(), new PreparedG2(constant[i - proofs.Count].Q)));
        return Pairing.Compute(pairs, threads).IsOne;
    }
}
