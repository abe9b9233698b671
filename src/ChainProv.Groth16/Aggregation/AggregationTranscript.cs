using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Aggregation;

/// <summary>The order in which an aggregate's challenges come after what they depend on: the same for prover and verifier because it stands only here.</summary>
/// <remarks>
/// Every public input is hashed before r. SnarkPack as first published and deployed left that to its callers, with which another statement could be given to
/// an aggregate after r was known (bellperson, pull request 190). Whatever else a proof carries, such as a commitment of its own, is absorbed before r too.
/// </remarks>
internal sealed class AggregationTranscript(ITranscript transcript)
{
    public const string Protocol = "chainprov/aggregate/v1";

    /// <summary>What both sides know before the first message.</summary>
    public void Begin(AggregationVerifierSrs srs, AggregateStatement statement)
    {
        transcript.Absorb("srs", srs.Encode());
        transcript.Absorb("verifying key", VerifyingKeyEncoding.Digest(statement.Key));
        transcript.Absorb("count", statement.Count);
        transcript.Absorb("slots", statement.Slots);
        transcript.Absorb("public inputs of each", statement.Key.StatedInputCount);
        foreach (Fr[] inputs in statement.PublicInputs) transcript.Absorb("public inputs", inputs);
        if (statement.Key.Commitment?.Vectors is null) return;
        foreach (G1Affine[] vectors in statement.Vectors) transcript.Absorb("vectors", vectors);
    }

    /// <summary>r, with whose powers the proofs are combined.</summary>
    public Fr Combination(AggregateCommitments? commitments, Commitment ab, Commitment c)
    {
        if (commitments is not null) transcript.Absorb("D", [.. commitments.Points]);
        foreach (VectorOpening opening in commitments?.Openings ?? [])
        {
            transcript.Absorb("evaluation", [opening.Evaluation]);
            transcript.Absorb("opening", opening.Witness);
        }

        Absorb("AB", ab);
        Absorb("C", c);
        return transcript.Challenge("r");
    }

    /// <summary>What the proofs combined with r give.</summary>
    public void Combined(AggregateCommitments? commitments, InnerProducts claim)
    {
        if (commitments is not null) transcript.Absorb("knowledge", commitments.Knowledge);
        transcript.Absorb("Z_AB", claim.ZAB);
        transcript.Absorb("Z_C", claim.ZC);
    }

    /// <summary>x, with which the vectors are folded in half.</summary>
    public Fr Folding(FoldingRound round)
    {
        Absorb("left ", round.Left);
        Absorb("right ", round.Right);
        return transcript.Challenge("x");
    }

    /// <summary>z, at which the folded keys are opened.</summary>
    public Fr Opening(FinalElements final)
    {
        transcript.Absorb("final A", final.A);
        transcript.Absorb("final B", final.B);
        transcript.Absorb("final C", final.C);
        transcript.Absorb("final v1", final.V1);
        transcript.Absorb("final v2", final.V2);
        transcript.Absorb("final w1", final.W1);
        transcript.Absorb("final w2", final.W2);
        return transcript.Challenge("z");
    }

    private void Absorb(string side, InnerProducts products)
    {
        Absorb(side + "AB", products.AB);
        Absorb(side + "C", products.C);
        transcript.Absorb(side + "Z_AB", products.ZAB);
        transcript.Absorb(side + "Z_C", products.ZC);
    }

    private void Absorb(string label, Commitment commitment)
    {
        transcript.Absorb(label + " T", commitment.T);
        transcript.Absorb(label + " U", commitment.U);
    }
}
