using System.Numerics;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Aggregation;

/// <summary>Checks an aggregate of n proofs with 11 pairings, 12 with commitments or 13 with linked vectors, one product of about 10·log₂ n powers in the target group, and n·l products in the field.</summary>
/// <remarks>
/// Twelve equations in the target group are combined with fresh random numbers of 128 bits into one, whose pairings share a Miller loop and one final
/// exponentiation. Written additively, with hats on what the rounds make of the claim (eprint 2021/529, sections 5 and 6):
/// <code>
/// 0, 1   e(A, v₁) + e(w₁, B) = T̂_AB    e(A, v₂) + e(w₂, B) = Û_AB
/// 2      e(A, B) = Ẑ_AB
/// 3, 4   e(C, v₁) = T̂_C                e(C, v₂) = Û_C
/// 5, 6   e(g, v − f_v(z)·h) = e(a·g − z·g, π_v), for a and for b
/// 7, 8   e(w − f_w(z)·g, h) = e(π_w, a·h − z·h), for a and for b
/// 9      Z_AB = e(Σ rⁱ·α, β) + e(Σ rⁱ·Xᵢ, γ) + e(Z_C, δ)
/// 10     e(Σ rⁱ·Dᵢ, σ) = e(P, [1]₂)
/// 11     e(Σ rⁱ·(Σ cᵢᴹᵏ·[fᵢₖ] − yᵢ·[1]₁ + cᵢ·πᵢ), [1]₂) = e(Σ rⁱ·πᵢ, τ)
/// </code>
/// The last two are there for proofs with commitments and linked vectors only; Dᵢ is then part of Xᵢ, and the verifier draws each proof's challenge himself.
/// Apart from them stands f_v(r)·C = Ẑ_C in G1.
/// </remarks>
public static class AggregateVerifier
{
    private const int Equations = 12;

    /// <summary>Whether the aggregate shows that each of the statements has a proof. A wrong number of them or of inputs is false, and so is a repeated one.</summary>
    /// <param name="srs">The verifier's own: one that came with the aggregate shows nothing.</param>
    /// <param name="key">The key of all proofs.</param>
    /// <param name="publicInputs">The statements, in the order in which they were aggregated.</param>
    /// <param name="aggregate">The proof.</param>
    /// <param name="vectors">Where the circuit is linked to vectors, each statement's commitments to them.</param>
    public static bool Verify(AggregationVerifierSrs srs, VerifyingKey key, IReadOnlyList<Fr[]> publicInputs, AggregateProof aggregate, IReadOnlyList<G1Affine[]>? vectors = null) =>
        Verify(srs, new AggregateStatement(key, publicInputs, vectors), aggregate, new Transcript(AggregationTranscript.Protocol));

    internal static bool Verify(AggregationVerifierSrs srs, AggregateStatement statement, AggregateProof aggregate, ITranscript transcript)
    {
        if (statement.Problem(srs.Capacity) is not null || aggregate.Rounds.Count != BitOperations.Log2((uint)statement.Slots)) return false;
        if (statement.Complete(aggregate.Commitments) is not { } statements) return false;
        (FoldingChallenges challenges, Fr z) = Replay(srs, statement, aggregate, new(transcript));
        if (FoldedSum(aggregate, challenges) != aggregate.Final.C * challenges.KeyV(challenges.R)) return false;

        Fr[] coefficients = RandomCoefficients.Draw(Equations);
        Gt powers = default, pairings = default;
        Parallel.Invoke(
            () => powers = Powers(aggregate, challenges, coefficients),
            () => pairings = Pairing.Compute(Pairs(srs, statement.Key, statements, aggregate, challenges, z, coefficients), threads: 1));
        return powers == pairings;
    }

    private static (FoldingChallenges Challenges, Fr Z) Replay(AggregationVerifierSrs srs, AggregateStatement statement, AggregateProof aggregate, AggregationTranscript transcript)
    {
        transcript.Begin(srs, statement);
        Fr r = transcript.Combination(aggregate.Commitments, aggregate.Claim.AB, aggregate.Claim.C);
        transcript.Combined(aggregate.Commitments, aggregate.Claim);
        Fr[] rounds = [.. aggregate.Rounds.Select(transcript.Folding)];
        return (new(r, rounds), transcript.Opening(aggregate.Final));
    }

    /// <summary>Ẑ_C = Z_C + Σ x·left + x⁻¹·right.</summary>
    private static G1Jacobian FoldedSum(AggregateProof aggregate, FoldingChallenges challenges) => MultiScalarMultiplication.Compute(
        [aggregate.Claim.ZC, .. aggregate.Rounds.Select(round => round.Left.ZC), .. aggregate.Rounds.Select(round => round.Right.ZC)],
        [Fr.One, .. challenges.Rounds, .. challenges.Inverses]);

    /// <summary>The sides of the equations that are elements of the aggregate, combined.</summary>
    private static Gt Powers(AggregateProof aggregate, FoldingChallenges challenges, Fr[] coefficients)
    {
        List<Gt> bases = [];
        List<Fr> exponents = [];
        Add(aggregate.Claim, Fr.One);
        for (int i = 0; i < aggregate.Rounds.Count; i++)
        {
            Add(aggregate.Rounds[i].Left, challenges.Rounds[i]);
            Add(aggregate.Rounds[i].Right, challenges.Inverses[i]);
        }

        // Z_AB itself, beside what the rounds make of it.
        exponents[2] += coefficients[9];
        return GtMultiExponentiation.Compute([.. bases], [.. exponents]);

        void Add(InnerProducts products, Fr factor)
        {
            bases.AddRange([products.AB.T, products.AB.U, products.ZAB, products.C.T, products.C.U]);
            for (int k = 0; k < 5; k++) exponents.Add(factor * coefficients[k]);
        }
    }

    /// <summary>The pairings of the equations, combined: whatever pairs with the same point of G2 is one pair.</summary>
    private static (G1Affine P, PreparedG2 Q)[] Pairs(
        AggregationVerifierSrs srs, VerifyingKey key, CompleteStatement[] statements, AggregateProof aggregate, FoldingChallenges challenges, Fr z, Fr[] k)
    {
        (G1Affine a, G2Affine b, G1Affine c, G2Affine v1, G2Affine v2, G1Affine w1, G1Affine w2) = aggregate.Final;
        KeyOpenings openings = aggregate.Openings;
        Fr keyV = challenges.KeyV(z), keyW = challenges.KeyW(z);
        Fr[] powers = Polynomial.Powers(challenges.R, statements.Length);
        Fr total = Fr.Zero;
        foreach (Fr power in powers) total += power;

        CommitmentSums sums = CommitmentSums.Of(key, statements, powers);
        G1Jacobian inputs = PublicInputSum.Combine(key, powers, [.. statements.Select(statement => statement.Inputs)]) + sums.Commitments;
        G1Affine g = G1Affine.Generator;
        G1Jacobian withH = Combine([w1, w2, openings.W1, openings.W2, g], [k[7], k[8], k[7] * z, k[8] * z, -((k[5] + k[6]) * keyV) - ((k[7] + k[8]) * keyW)]);
        if (aggregate.Commitments is { } commitments) withH = withH - (commitments.Knowledge * k[10]) + (sums.OpeningsOfOne * k[11]);
        List<(G1Jacobian P, PreparedG2 Q)> pairs =
        [
            (Combine([a, c, g], [k[0], k[3], k[5]]), new(v1)),
            (Combine([a, c, g], [k[1], k[4], k[6]]), new(v2)),
            (Combine([w1, w2, a], [k[0], k[1], k[2]]), new(b)),
            (Combine([-srs.A1, g], [k[5], k[5] * z]), new(openings.V1)),
            (Combine([-srs.B1, g], [k[6], k[6] * z]), new(openings.V2)),
            (withH, AggregationVerifierSrs.H),
            (-(openings.W1 * k[7]), srs.A2),
            (-(openings.W2 * k[8]), srs.B2),
            (key.Alpha * (k[9] * total), new(key.Beta)),
            (inputs * k[9], new(key.Gamma)),
            (aggregate.Claim.ZC * k[9], new(key.Delta)),
        ];
        if (key.Commitment is { } commitmentKey) pairs.Add((sums.Commitments * k[10], new(commitmentKey.Sigma)));
        if (key.Commitment?.Vectors is { } vectorKey) pairs.Add((sums.OpeningsOfTau * k[11], new(vectorKey.Tau)));
        G1Affine[] points = G1Jacobian.BatchToAffine([.. pairs.Select(pair => pair.P)]);
        return [.. points.Zip(pairs, (point, pair) => (point, pair.Q))];
    }

    private static G1Jacobian Combine(ReadOnlySpan<G1Affine> points, ReadOnlySpan<Fr> factors)
    {
        G1Jacobian sum = default;
        for (int i = 0; i < points.Length; i++) sum += points[i] * factors[i];
        return sum;
    }
}
