using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Aggregation;

/// <summary>Makes one short proof of many Groth16 proofs of one key (SnarkPack, eprint 2021/529). It hides nothing that the proofs do not.</summary>
public static class Aggregator
{
    /// <param name="srs">For at least as many proofs.</param>
    /// <param name="key">The key of all proofs.</param>
    /// <param name="proofs">n ≥ 2 proofs.</param>
    /// <param name="publicInputs">n vectors of stated public inputs, in the proofs' order.</param>
    /// <param name="vectors">Where the circuit is linked to vectors, n lists of their commitments, in the proofs' order. No two statements are the same.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at between the rounds.</param>
    /// <exception cref="ArgumentException">Too few or too many proofs, a wrong number of inputs, or a statement that stands twice.</exception>
    /// <exception cref="InvalidProofException">Some proofs do not verify: which.</exception>
    /// <remarks>About 21·n pairings' Miller loops, on all processors.</remarks>
    public static AggregateProof Prove(
        AggregationSrs srs,
        VerifyingKey key,
        IReadOnlyList<Proof> proofs,
        IReadOnlyList<Fr[]> publicInputs,
        IReadOnlyList<G1Affine[]>? vectors = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        AggregateStatement statement = new(key, publicInputs, vectors);
        if (proofs.Count != publicInputs.Count) throw new ArgumentException($"{proofs.Count} proofs, but {publicInputs.Count} statements.", nameof(proofs));
        if (statement.Problem(srs.Capacity) is { } problem) throw new ArgumentException(problem, nameof(publicInputs));
        if (!BatchVerifier.Verify(key, proofs, publicInputs, vectors)) throw new InvalidProofException(BatchVerifier.FindInvalid(key, proofs, publicInputs, vectors));

        return Compute(srs, statement, proofs, new Transcript(AggregationTranscript.Protocol), progress, cancellationToken);
    }

    /// <summary>What a dishonest prover would send: the proofs are not checked, and the transcript may be another.</summary>
    internal static AggregateProof Compute(
        AggregationSrs srs,
        AggregateStatement statement,
        IReadOnlyList<Proof> proofs,
        ITranscript challenges,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        AggregationTranscript transcript = new(challenges);
        transcript.Begin(srs.Verifier, statement);

        AggregateCommitments? commitments = AggregateCommitments.Of(proofs);
        FoldingVectors vectors = FoldingVectors.Start(srs, proofs, statement.Slots);
        (Commitment ab, Commitment c) = vectors.Commit();
        Fr r = transcript.Combination(commitments, ab, c);
        if (commitments is not null) commitments = commitments with { Knowledge = Combine([.. proofs.Select(proof => proof.Commitment!.Knowledge)], r) };
        vectors = vectors.Rescale(r);
        (Gt zab, G1Affine zc) = vectors.Combine();
        InnerProducts claim = new(ab, c, zab, zc);
        transcript.Combined(commitments, claim);

        List<FoldingRound> rounds = [];
        List<Fr> xs = [];
        while (vectors.Length > 1)
        {
            // The rounds that are left do half of what was left before.
            progress?.Report(1 - (0.6 * vectors.Length / statement.Slots));
            cancellationToken.ThrowIfCancellationRequested();
            rounds.Add(vectors.Halve());
            xs.Add(transcript.Folding(rounds[^1]));
            vectors = vectors.Fold(xs[^1]);
        }

        FinalElements final = vectors.ToFinal();
        AggregateProof aggregate = new(claim, rounds, final, Open(srs, new(r, xs), transcript.Opening(final)), commitments);
        progress?.Report(1);
        return aggregate;
    }

    /// <summary>Σ rⁱ·Pᵢ.</summary>
    private static G1Affine Combine(G1Affine[] points, Fr r) => MultiScalarMultiplication.Compute(points, Polynomial.Powers(r, points.Length)).ToAffine();

    private static KeyOpenings Open(AggregationSrs srs, FoldingChallenges challenges, Fr z)
    {
        Fr[] v = Quotient(challenges.PolynomialV(), z), w = Quotient(challenges.PolynomialW(), z);
        return new(InG2(srs.A), InG2(srs.B), InG1(srs.A), InG1(srs.B));

        G2Affine InG2(SecretPowers powers) => MultiScalarMultiplication.Compute(powers.Two[..v.Length], v.AsMemory()).ToAffine();
        G1Affine InG1(SecretPowers powers) => MultiScalarMultiplication.Compute(powers.One[..w.Length], w.AsMemory()).ToAffine();
    }

    /// <summary>(f(X) − f(z))/(X − z), with one coefficient less than f.</summary>
    private static Fr[] Quotient(Fr[] coefficients, Fr z)
    {
        _ = Polynomial.DivideByRoot<Fr>(coefficients, z);
        return coefficients[..^1];
    }
}
