using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Tests.Aggregation;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>Many proofs about vectors at once: checked together, and aggregated.</summary>
public sealed class LinkedBatchTests
{
    private static readonly LinkedBatch Good = LinkedBatch.Of(3);
    private static readonly AggregateProof Honest = Prove(Good);

    [Fact]
    public void Simulated_proofs_are_accepted_so_that_proofs_tell_nothing_of_witness_and_vectors()
    {
        for (int i = 0; i < Good.Proofs.Length; i++) Groth16Verifier.Verify(Good.Key, Good.Proofs[i], Good.PublicInputs[i], Good.Vectors[i]).Should().BeTrue();
    }

    [Theory, InlineData(1), InlineData(2), InlineData(7)]
    public void True_statements_are_accepted_together(int count) => Check(LinkedBatch.Of(count)).Should().BeTrue();

    [Fact]
    public void One_false_proof_is_refused_and_found_wherever_it_stands()
    {
        for (int i = 0; i < Good.Proofs.Length; i++)
        {
            foreach ((string name, LinkedBatch bad) in Good.WithOneFalse(i))
            {
                Check(bad).Should().BeFalse(name);
                BatchVerifier.FindInvalid(bad.Key, bad.Proofs, bad.PublicInputs, bad.Vectors).Should().Equal(name == "statements swapped" ? [0, 1] : [i], name);
            }
        }
    }

    [Fact]
    public void Errors_that_cancel_in_a_plain_sum_are_refused()
    {
        G1Affine t = G1Affine.Generator;
        Check(Good.WithCommitment(0, x => x with { Knowledge = (x.Knowledge + t).ToAffine() }).WithCommitment(1, x => x with { Knowledge = (x.Knowledge + -t).ToAffine() })).Should().BeFalse();
        Check(Good.WithCommitment(0, x => x with { Opening = x.Opening! with { Evaluation = x.Opening.Evaluation + Fr.One } })
            .WithCommitment(1, x => x with { Opening = x.Opening! with { Evaluation = x.Opening.Evaluation - Fr.One } })).Should().BeFalse();
        // In one proof: P + t, made up for in C.
        Check(Good.WithProof(1, x => x with { Commitment = x.Commitment! with { Knowledge = (x.Commitment.Knowledge + t).ToAffine() }, C = (x.C + t).ToAffine() })).Should().BeFalse();
    }

    [Fact]
    public void Missing_or_additional_vectors_are_refused()
    {
        Check(Good with { Vectors = Good.Vectors[..2] }).Should().BeFalse();
        Check(Good with { Vectors = [[], [], []] }).Should().BeFalse();
        BatchVerifier.Verify(Good.Key, Good.Proofs, Good.PublicInputs).Should().BeFalse();
        Check(Good.WithProof(1, proof => proof with { Commitment = null })).Should().BeFalse();
        Check(Good.WithCommitment(1, commitment => commitment with { Opening = null })).Should().BeFalse();
    }

    [Theory, InlineData(2), InlineData(5)]
    public void Proofs_of_true_statements_are_accepted_as_one(int count)
    {
        LinkedBatch batch = LinkedBatch.Of(count);
        AggregateProof aggregate = Prove(batch);
        Check(batch, aggregate).Should().BeTrue();
        byte[] bytes = AggregateProofEncoding.Encode(aggregate);
        Check(batch, AggregateProofEncoding.Decode(bytes)).Should().BeTrue();
        AggregateProofEncoding.Encode(AggregateProofEncoding.Decode(bytes)).Should().Equal(bytes);
    }

    [Fact]
    public void One_false_proof_is_refused_in_an_aggregate()
    {
        for (int i = 0; i < Good.Proofs.Length; i++)
        {
            foreach ((string name, LinkedBatch bad) in Good.WithOneFalse(i))
            {
                FluentActions.Invoking(() => Prove(bad)).Should().Throw<InvalidProofException>(name);
                Check(bad, Forge(bad)).Should().BeFalse(name);
                Check(bad, Honest).Should().Be(name is "C" or "D" or "knowledge" or "evaluation" or "opening", name);
            }
        }
    }

    [Fact]
    public void Another_number_or_a_repeated_statement_is_refused()
    {
        Check(Good with { PublicInputs = Good.PublicInputs[..2], Vectors = Good.Vectors[..2] }, Honest).Should().BeFalse();
        LinkedBatch repeated = new(Good.Key, [Good.Proofs[0], Good.Proofs[0]], [Good.PublicInputs[0], Good.PublicInputs[0]], [Good.Vectors[0], Good.Vectors[0]]);
        FluentActions.Invoking(() => Prove(repeated)).Should().Throw<ArgumentException>().WithMessage("*repeats*");
        Check(repeated, Forge(repeated)).Should().BeFalse();

        // The same inputs about other vectors are another statement.
        LinkedBatch other = LinkedBatch.Of(2);
        FluentActions.Invoking(() => Prove(other with { PublicInputs = [other.PublicInputs[0], other.PublicInputs[0]] })).Should().Throw<InvalidProofException>();
    }

    [Fact]
    public void Every_part_of_an_aggregates_commitments_counts()
    {
        AggregateCommitments parts = Honest.Commitments!;
        G1Affine t = G1Affine.Generator;
        Check(Good, Honest with { Commitments = null }).Should().BeFalse();
        Check(Good, Honest with { Commitments = parts with { Openings = null } }).Should().BeFalse();
        Check(Good, Honest with { Commitments = parts with { Knowledge = (parts.Knowledge + t).ToAffine() } }).Should().BeFalse();
        Check(Good, Honest with { Commitments = parts with { Points = [.. parts.Points.Skip(1)] } }).Should().BeFalse();
        Check(Good, Honest with { Commitments = parts with { Points = [parts.Points[1], parts.Points[0], parts.Points[2]] } }).Should().BeFalse();
        Check(Good, Honest with { Commitments = parts with { Openings = [parts.Openings![1], parts.Openings[0], parts.Openings[2]] } }).Should().BeFalse();
    }

    [Fact]
    public void A_malformed_encoding_is_refused()
    {
        byte[] bytes = AggregateProofEncoding.Encode(Honest);
        int start = bytes.Length - 48 - (3 * 128);
        foreach (int length in (ReadOnlySpan<int>)[start, start + 48, bytes.Length - 128, bytes.Length - 1])
            FluentActions.Invoking(() => AggregateProofEncoding.Decode(bytes.AsMemory(..length))).Should().Throw<FormatException>();
        FluentActions.Invoking(() => AggregateProofEncoding.Decode((byte[])[.. bytes, .. new byte[2 * 128]])).Should().Throw<FormatException>("there is room for four");
        foreach (byte version in (ReadOnlySpan<byte>)[0, 1, 2, 4]) FluentActions.Invoking(() => AggregateProofEncoding.Decode((byte[])[version, .. bytes[1..]])).Should().Throw<FormatException>();
        for (int offset = start; offset < bytes.Length; offset += 16)
        {
            byte[] altered = [.. bytes];
            altered[offset] ^= 1;
            try
            {
                Check(Good, AggregateProofEncoding.Decode(altered)).Should().BeFalse($"byte {offset}");
            }
            catch (FormatException)
            {
            }
        }

        bytes.AsSpan(^32..).Fill(0xff);
        FluentActions.Invoking(() => AggregateProofEncoding.Decode(bytes)).Should().Throw<FormatException>().WithMessage("evaluation 2*");
    }

    [Fact]
    public void What_proofs_carry_is_hashed_before_they_are_combined()
    {
        TamperedTranscript verifier = TamperedTranscript.Recording();
        Check(Good, Honest, verifier).Should().BeTrue();
        verifier.Entries.Select(entry => entry.Label).Should().StartWith(
        [
            "srs", "verifying key", "count", "slots", "public inputs of each", "public inputs", "public inputs", "public inputs", "vectors", "vectors", "vectors",
            "D", "evaluation", "opening", "evaluation", "opening", "evaluation", "opening", "AB T", "AB U", "C T", "C U", "knowledge", "Z_AB",
        ]);
    }

    [Fact]
    public void A_verifier_that_forgets_the_evaluations_accepts_false_ones()
    {
        // With r known: y₀ + u and y₁ − u/r leave every sum as it was.
        TamperedTranscript prover = TamperedTranscript.Without("evaluation");
        AggregateProof aggregate = Aggregator.Compute(Aggregate.Srs, Statement(Good), Good.Proofs, prover);
        VectorOpening[] openings = [.. aggregate.Commitments!.Openings!];
        openings[0] = openings[0] with { Evaluation = openings[0].Evaluation + Fr.One };
        openings[1] = openings[1] with { Evaluation = openings[1].Evaluation - prover["r"].Inverse() };
        AggregateProof forged = aggregate with { Commitments = aggregate.Commitments with { Openings = openings } };

        Check(Good, forged, TamperedTranscript.Without("evaluation")).Should().BeTrue("this is the forgery");
        Check(Good, forged).Should().BeFalse();
    }

    [Fact]
    public void A_verifier_that_forgets_the_openings_accepts_false_ones()
    {
        TamperedTranscript prover = TamperedTranscript.Without("opening");
        AggregateProof aggregate = Aggregator.Compute(Aggregate.Srs, Statement(Good), Good.Proofs, prover);
        VectorOpening[] openings = [.. aggregate.Commitments!.Openings!];
        Fr r = prover["r"];
        Fr[] c = [.. Good.Proofs.Select((proof, i) => CommitmentChallenge.Derive(Good.Key, proof.Commitment!.Point, Good.Vectors[i], Good.PublicInputs[i]))];

        // t₀ + r·t₁ + r²·t₂ = 0 and c₀·t₀ + r·c₁·t₁ + r²·c₂·t₂ = 0: the sums that pair with [1]₂ and with τ stay as they were.
        Fr t1 = (c[2] - c[0]) * r.Inverse(), t2 = (c[0] - c[1]) * (r * r).Inverse(), t0 = -(r * t1) - (r * r * t2);
        foreach ((int i, Fr t) in (ReadOnlySpan<(int, Fr)>)[(0, t0), (1, t1), (2, t2)])
            openings[i] = openings[i] with { Witness = ((G1Affine.Generator * t) + openings[i].Witness).ToAffine() };
        AggregateProof forged = aggregate with { Commitments = aggregate.Commitments with { Openings = openings } };

        Check(Good, forged, TamperedTranscript.Without("opening")).Should().BeTrue("this is the forgery");
        Check(Good, forged).Should().BeFalse();
    }

    [Fact, Trait("Category", "Slow")]
    public void A_thousand_proofs_with_commitments_take_fifty_kilobytes_and_210_bytes_each()
    {
        AggregationSrs srs = AggregationDevelopmentSetup.Run(1024);
        LinkedBatch batch = LinkedBatch.Of(1024, chained: true);
        AggregateProof aggregate = Aggregator.Prove(srs, batch.Key, batch.Proofs, batch.PublicInputs, batch.Vectors);
        byte[] bytes = AggregateProofEncoding.Encode(aggregate);

        // Of a chain each proof brings its own new state, of one vector: 48 bytes more.
        (bytes.Length + (1024 * 48)).Should().BeLessThan(50_000 + (1024 * 210));
        AggregateVerifier.Verify(srs.Verifier, batch.Key, batch.PublicInputs, AggregateProofEncoding.Decode(bytes), batch.Vectors).Should().BeTrue();
        LinkedBatch bad = batch.WithCommitment(700, commitment => commitment with { Opening = commitment.Opening! with { Evaluation = Fr.One } });
        AggregateVerifier.Verify(srs.Verifier, bad.Key, bad.PublicInputs, Aggregator.Compute(srs, Statement(bad), bad.Proofs, TamperedTranscript.Recording()), bad.Vectors).Should().BeFalse();
    }

    private static AggregateStatement Statement(LinkedBatch batch) => new(batch.Key, batch.PublicInputs, batch.Vectors);

    private static AggregateProof Prove(LinkedBatch batch) => Aggregator.Prove(Aggregate.Srs, batch.Key, batch.Proofs, batch.PublicInputs, batch.Vectors);

    private static AggregateProof Forge(LinkedBatch batch) => Aggregator.Compute(Aggregate.Srs, Statement(batch), batch.Proofs, new Transcript(AggregationTranscript.Protocol));

    private static bool Check(LinkedBatch batch) => BatchVerifier.Verify(batch.Key, batch.Proofs, batch.PublicInputs, batch.Vectors);

    private static bool Check(LinkedBatch batch, AggregateProof aggregate, ITranscript? transcript = null) =>
        AggregateVerifier.Verify(Aggregate.Srs.Verifier, Statement(batch), aggregate, transcript ?? new Transcript(AggregationTranscript.Protocol));
}
