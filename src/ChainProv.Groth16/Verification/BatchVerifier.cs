using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Verification;

/// <summary>Checks many Groth16 proofs of one key together: n + 3 pairings that share one final exponentiation.</summary>
/// <remarks>
/// Σ ρᵢ·e(Aᵢ, Bᵢ) = e(Σ ρᵢ·α, β) + e(Σ ρᵢ·Xᵢ, γ) + e(Σ ρᵢ·Cᵢ, δ), where Xᵢ is the sum of the i-th public inputs and the ρᵢ are fresh random numbers of
/// 128 bits. A batch with a proof that does not verify is accepted with probability 2⁻¹²⁸, whatever else is in it.
/// </remarks>
public static class BatchVerifier
{
    /// <summary>Whether all proofs show their statements. An empty batch is false, since it shows nothing; so is a wrong number of inputs.</summary>
    /// <param name="key">The key of all proofs.</param>
    /// <param name="proofs">n proofs, in which one may stand more than once.</param>
    /// <param name="publicInputs">n vectors of public inputs, in the proofs' order.</param>
    /// <param name="threads">How many threads to use at most; −1 for all processors.</param>
    public static bool Verify(VerifyingKey key, IReadOnlyList<Proof> proofs, IReadOnlyList<Fr[]> publicInputs, int threads = -1)
    {
        if (proofs.Count == 0 || !PublicInputSum.HasShape(key, proofs.Count, publicInputs)) return false;

        Fr[] coefficients = RandomCoefficients.Draw(proofs.Count);
        (G1Affine P, PreparedG2 Q)[] pairs = new (G1Affine P, PreparedG2 Q)[proofs.Count + 3];
        Parallel.For(0, proofs.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            pairs[i] = ((-(proofs[i].A * coefficients[i])).ToAffine(), new PreparedG2(proofs[i].B)));

        Fr total = Fr.Zero;
        foreach (Fr coefficient in coefficients) total += coefficient;
        pairs[^3] = ((key.Alpha * total).ToAffine(), new PreparedG2(key.Beta));
        pairs[^2] = (PublicInputSum.Combine(key, coefficients, publicInputs).ToAffine(), new PreparedG2(key.Gamma));
        pairs[^1] = (MultiScalarMultiplication.Compute([.. proofs.Select(proof => proof.C)], coefficients, threads).ToAffine(), new PreparedG2(key.Delta));
        return Pairing.Compute(pairs, threads).IsOne;
    }

    /// <summary>The indices of the proofs that do not show their statements, by halving: about 2·k·log₂(n/k) batches if k of n are bad.</summary>
    /// <exception cref="ArgumentException">There are not as many vectors of public inputs as proofs.</exception>
    public static IReadOnlyList<int> FindInvalid(VerifyingKey key, IReadOnlyList<Proof> proofs, IReadOnlyList<Fr[]> publicInputs, int threads = -1)
    {
        if (publicInputs.Count != proofs.Count) throw new ArgumentException($"{proofs.Count} proofs, but {publicInputs.Count} vectors of public inputs.", nameof(publicInputs));
        List<int> invalid = [];
        Search(0, proofs.Count);
        return invalid;

        void Search(int start, int count)
        {
            if (count == 0 || Verify(key, [.. proofs.Skip(start).Take(count)], [.. publicInputs.Skip(start).Take(count)], threads)) return;
            if (count == 1)
            {
                invalid.Add(start);
                return;
            }

            Search(start, count / 2);
            Search(start + (count / 2), count - (count / 2));
        }
    }
}
