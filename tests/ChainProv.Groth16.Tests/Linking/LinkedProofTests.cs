using ChainProv.Circuits;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;
using static ChainProv.Groth16.Tests.Linking.LinkedSamples;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>Proofs with a commitment and linked vectors: what they show, and every way we know to forge one.</summary>
public sealed class LinkedProofTests
{
    [Fact]
    public void A_proof_about_committed_vectors_is_accepted() => Verify(Honest).Should().BeTrue();

    [Fact]
    public void Constraints_and_verifier_agree_on_what_is_true()
    {
        CheckCircuit<Linked> check = new(Circuit, Groth16Layer.Ours(Key));
        check.Accepts(Statement);
        check.Refuses(Statement with { InnerProduct = Statement.InnerProduct + Fr.One }, "inner-product");
        check.Refuses(Of(Commit([.. Enumerable.Repeat(16UL, 13)]), Right), "ranges[0]/table/every-value-is-an-entry");
        check.PerturbEveryCell(Statement);
        check.OverrideEveryHint(Statement);
    }

    [Fact]
    public void Another_statement_is_refused()
    {
        Verify(Honest, [Inputs[0] + Fr.One]).Should().BeFalse();
        Verify(Honest, []).Should().BeFalse();
        Verify(Honest, [.. Inputs, Fr.Zero]).Should().BeFalse();
    }

    [Fact]
    public void Vectors_swapped_or_chunks_in_another_order_or_of_another_vector_are_refused()
    {
        G1Affine[] vectors = Commitments;
        Verify(Honest, vectors: [vectors[2], vectors[3], vectors[0], vectors[1]]).Should().BeFalse("vectors are swapped");
        Verify(Honest, vectors: [vectors[1], vectors[0], vectors[2], vectors[3]]).Should().BeFalse("chunks are swapped");
        Verify(Honest, vectors: vectors[..3]).Should().BeFalse("one is missing");
        Verify(Honest, vectors: [.. vectors, vectors[0]]).Should().BeFalse("there is one too many");
        Verify(Honest, vectors: []).Should().BeFalse();
        for (int i = 0; i < vectors.Length; i++)
        {
            G1Affine[] other = [.. vectors];
            other[i] = (other[i] + G1Affine.Generator).ToAffine();
            Verify(Honest, vectors: other).Should().BeFalse();
        }
    }

    [Fact]
    public void A_proof_with_any_element_changed_is_refused()
    {
        ProofCommitment commitment = Honest.Commitment!;
        VectorOpening opening = commitment.Opening!;
        Verify(Honest with { A = Other(Honest.A) }).Should().BeFalse();
        Verify(Honest with { B = (Honest.B + G2Affine.Generator).ToAffine() }).Should().BeFalse();
        Verify(Honest with { C = Other(Honest.C) }).Should().BeFalse();
        Verify(With(commitment with { Point = Other(commitment.Point) })).Should().BeFalse();
        Verify(With(commitment with { Point = -commitment.Point, Knowledge = -commitment.Knowledge })).Should().BeFalse();
        Verify(With(commitment with { Knowledge = Other(commitment.Knowledge) })).Should().BeFalse();
        Verify(With(commitment with { Opening = opening with { Evaluation = opening.Evaluation + Fr.One } })).Should().BeFalse();
        Verify(With(commitment with { Opening = opening with { Witness = Other(opening.Witness) } })).Should().BeFalse();
    }

    [Fact]
    public void A_proof_of_another_kind_is_refused()
    {
        Verify(Honest with { Commitment = null }).Should().BeFalse();
        Verify(With(Honest.Commitment! with { Opening = null })).Should().BeFalse();
        Groth16Verifier.Verify(Samples.VerifyingKey, Samples.Proof with { Commitment = Honest.Commitment }, Samples.PublicInputs).Should().BeFalse();
        Groth16Verifier.Verify(Samples.VerifyingKey, Samples.Proof, Samples.PublicInputs, Commitments).Should().BeFalse();
    }

    [Fact]
    public void A_stale_opening_is_refused()
    {
        // Of another proof of the same statement: it holds there, at another challenge.
        VectorOpening stale = Prove(Statement).Commitment!.Opening!;
        Verify(With(Honest.Commitment! with { Opening = stale })).Should().BeFalse();
        Verify(With(Honest.Commitment! with { Opening = stale with { Evaluation = Honest.Commitment!.Opening!.Evaluation } })).Should().BeFalse();
    }

    [Fact]
    public void Steps_that_share_their_states_verify_in_their_order_only()
    {
        // Each step's second vector is the next one's first: a step that is skipped, repeated or comes too early has other commitments than it needs.
        CommittedVector[] states = [.. Enumerable.Range(1, 4).Select(i => Commit([.. Enumerable.Repeat((ulong)i, 13)]))];
        Linked[] steps = [.. Enumerable.Range(0, 3).Select(i => Of(states[i], states[i + 1]))];
        Proof[] proofs = [.. steps.Select(Prove)];
        Chain(states, 0, 1, 2).Should().BeTrue();
        Chain(states, 1, 0, 2).Should().BeFalse("two steps are swapped");
        Chain([states[0], states[2], states[3]], 0, 2).Should().BeFalse("a step is skipped");
        Chain([states[0], states[1], states[1], states[2], states[3]], 0, 0, 1, 2).Should().BeFalse("a step is repeated");

        bool Chain(CommittedVector[] shown, params int[] order) => order.Select((step, i) => Groth16Verifier.Verify(
            Key.VerifyingKey, proofs[step], [steps[step].InnerProduct], [.. shown[i].Commitments.Span, .. shown[i + 1].Commitments.Span])).All(valid => valid);
    }

    [Fact]
    public void A_link_made_when_the_challenge_is_known_is_refused()
    {
        // A vector that is not the committed one, yet has its value at a challenge that was drawn before: the link's equation cannot tell.
        (_, Fr challenge) = Dishonest(Statement);
        (Linked forged, CommittedVector other) = Forged(challenge);
        other.Digest.Should().NotBe(Left.Digest);
        (Proof proof, _) = Dishonest(forged, _ => challenge);
        KzgOpening opening = new Kzg(Srs).Open(FoldedVectors.Fold([Left, Right], challenge), challenge);
        opening.Value.Should().Be(proof.Commitment!.Opening!.Evaluation);
        proof = proof with { Commitment = proof.Commitment with { Opening = new(opening.Value, opening.Proof) } };

        new MutantVerifier(Key.VerifyingKey, proof, [forged.InnerProduct], Commitments).HoldsWith(challenge).Should().BeTrue("a verifier whose challenge does not depend on D would accept");
        Verify(proof, [forged.InnerProduct]).Should().BeFalse();
    }

    [Fact]
    public void A_vector_committed_to_when_the_challenge_is_known_is_refused()
    {
        // The same forgery from the other side: the circuit's vector is fixed, and the commitments shown are to another one of equal value at c.
        (Proof proof, Fr challenge) = Dishonest(Statement);
        (_, CommittedVector other) = Forged(challenge);
        CommittedVector[] shown = [other, Right];
        KzgOpening opening = new Kzg(Srs).Open(FoldedVectors.Fold(shown, challenge), challenge);
        Proof forged = proof with { Commitment = proof.Commitment! with { Opening = new(opening.Value, opening.Proof) } };
        G1Affine[] vectors = [.. other.Commitments.Span, .. Right.Commitments.Span];

        new MutantVerifier(Key.VerifyingKey, forged, Inputs, vectors).HoldsWith(challenge).Should().BeTrue("a verifier whose challenge does not depend on the vectors would accept");
        Verify(forged, vectors: vectors).Should().BeFalse();
        Verify(proof).Should().BeTrue();
    }

    [Fact]
    public void A_verifier_that_forgot_the_proof_of_knowledge_would_accept_any_statement()
    {
        // D takes what the public inputs' sum lacks: D' = D + (x − x')·IC₁.
        Fr lie = Fr.From(666);
        ProofCommitment? shifted = null;
        Fr challenge = default;
        (Proof honest, _) = Dishonest(Statement, round =>
        {
            G1Affine point = ((Key.VerifyingKey.PublicInputBases[1] * (Statement.InnerProduct - lie)) + round.Point).ToAffine();
            shifted = new(point, round.Knowledge);
            return challenge = CommitmentChallenge.Derive(Key.VerifyingKey, point, Commitments, [lie]);
        });
        Proof forged = honest with { Commitment = shifted! with { Opening = honest.Commitment!.Opening } };

        MutantVerifier mutant = new(Key.VerifyingKey, forged, [lie], Commitments);
        mutant.Groth16Holds(challenge).Should().BeTrue();
        mutant.OpeningHolds(challenge).Should().BeTrue();
        mutant.KnowledgeHolds().Should().BeFalse();
        Verify(forged, [lie]).Should().BeFalse();
    }

    [Fact]
    public void The_proof_of_knowledge_does_not_make_up_for_what_a_lie_puts_into_the_sum()
    {
        // Were its equation added with factor 1: P' = P ± (x' − x)·IC₁.
        Fr lie = Fr.From(666);
        (Proof proof, _) = Dishonest(Statement, round => CommitmentChallenge.Derive(Key.VerifyingKey, round.Point, Commitments, [lie]));
        foreach (Fr difference in (Fr[])[lie - Statement.InnerProduct, Statement.InnerProduct - lie])
        {
            G1Affine knowledge = ((Key.VerifyingKey.PublicInputBases[1] * difference) + proof.Commitment!.Knowledge).ToAffine();
            Verify(proof with { Commitment = proof.Commitment with { Knowledge = knowledge } }, [lie]).Should().BeFalse();
        }
    }

    [Fact]
    public void The_proof_of_knowledge_does_not_make_up_for_a_false_evaluation()
    {
        // Were both equations added with one factor: P' = P ± (y' − y)·[1]₁.
        Linked lie = Of(Commit([.. Enumerable.Repeat(3UL, 13)]), Right);
        (Proof proof, Fr challenge) = Dishonest(lie, round => CommitmentChallenge.Derive(Key.VerifyingKey, round.Point, Commitments, [lie.InnerProduct]));
        KzgOpening truth = new Kzg(Srs).Open(FoldedVectors.Fold([Left, Right], challenge), challenge);
        Fr claimed = proof.Commitment!.Opening!.Evaluation;
        foreach (Fr difference in (Fr[])[claimed - truth.Value, truth.Value - claimed])
        {
            G1Affine knowledge = ((G1Affine.Generator * difference) + proof.Commitment.Knowledge).ToAffine();
            Verify(proof with { Commitment = new(proof.Commitment.Point, knowledge, new(claimed, truth.Proof)) }, [lie.InnerProduct]).Should().BeFalse();
        }
    }

    [Fact]
    public void A_commitment_of_higher_degree_than_the_reference_strings_does_not_reach_into_the_next_chunk()
    {
        // A .ptau file of power 4 has 31 powers, of which 16 are the reference string. Left's second chunk takes what the circuit's right vector has more than the one shown.
        Fr tau = Fr.Random();
        KzgSrs srs = KnownTau.Srs(Powers, tau), all = KnownTau.Srs((2 * Powers) - 1, tau);
        CommittedVector left = CommittedVector.Commit(srs, Left.Values, Blinding), right = CommittedVector.Commit(srs, Right.Values, Blinding);
        Fr[] lies = right.Values.ToArray();
        lies[0] += Fr.From(1000);
        Linked lie = Of(left, CommittedVector.Restore(srs, right.Shape, lies, right.Blinding));
        ProvingKey key = DevelopmentSetup.Run(Compiled, srs);
        Fr[] reaching = [.. left.Chunk(1), Fr.From(1000)];
        G1Affine[] shown = [left.Commitments.Span[0], new Kzg(all).Commit(reaching), .. right.Commitments.Span];

        CommitmentRound? round = null;
        Fr challenge = default;
        Witness witness = DishonestWitness.Of(Circuit, lie, Compiled, (stated, committed, vectors) =>
        {
            round = CommitmentRound.Commit(key, committed, vectors, CpuDevice.Default);
            return challenge = CommitmentChallenge.Derive(key.VerifyingKey, round.Point, shown, stated.Span);
        });
        Proof proof = Groth16Prover.Compute(key, Compiled, witness, round);
        Fr[] factors = FoldedVectors.Factors(4, challenge), folded = new Fr[reaching.Length];
        foreach ((Fr[] chunk, Fr factor) in ((Fr[][])[left.Chunk(0), reaching, right.Chunk(0), right.Chunk(1)]).Zip(factors))
            for (int i = 0; i < chunk.Length; i++) folded[i] += factor * chunk[i];
        KzgOpening opening = new Kzg(all).Open(folded, challenge);
        Proof forged = proof with { Commitment = proof.Commitment! with { Opening = new(opening.Value, opening.Proof) } };
        Groth16Verifier.Verify(key.VerifyingKey, forged, [lie.InnerProduct], shown).Should().BeFalse();
    }

    [Fact]
    public void A_verifier_that_forgot_the_opening_would_accept_any_vector()
    {
        Linked lie = Of(Commit([.. Enumerable.Repeat(3UL, 13)]), Right);
        (Proof proof, Fr challenge) = Dishonest(lie, round => CommitmentChallenge.Derive(Key.VerifyingKey, round.Point, Commitments, [lie.InnerProduct]));

        MutantVerifier mutant = new(Key.VerifyingKey, proof, [lie.InnerProduct], Commitments);
        mutant.Groth16Holds(challenge).Should().BeTrue();
        mutant.KnowledgeHolds().Should().BeTrue();
        mutant.OpeningHolds(challenge).Should().BeFalse();
        Verify(proof, [lie.InnerProduct]).Should().BeFalse();
    }

    [Fact]
    public void Every_part_of_the_transcript_changes_the_challenge()
    {
        G1Affine point = Honest.Commitment!.Point;
        G1Affine[] vectors = Commitments;
        Fr[] inputs = [Fr.From(1), Fr.From(2)];
        Fr challenge = Derive();
        Fr[] others =
        [
            Derive(key: DevelopmentSetup.Run(Compiled, Srs).VerifyingKey),
            Derive(point: -point),
            Derive(vectors: [vectors[1], vectors[0], .. vectors[2..]]),
            Derive(vectors: vectors[..^1]),
            Derive(vectors: []),
            Derive(inputs: [Fr.From(2), Fr.From(1)]),
            Derive(inputs: [Fr.From(1)]),
            Derive(inputs: [Fr.From(1), Fr.From(2), Fr.Zero]),
            Derive(inputs: []),
        ];
        others.Append(challenge).Should().OnlyHaveUniqueItems();
        Derive().Should().Be(challenge);

        Fr Derive(VerifyingKey? key = null, G1Affine? point = null, G1Affine[]? vectors = null, Fr[]? inputs = null) => CommitmentChallenge.Derive(
            key ?? Key.VerifyingKey, point ?? Honest.Commitment!.Point, vectors ?? Commitments, inputs ?? [Fr.From(1), Fr.From(2)]);
    }

    [Fact]
    public void Two_proofs_of_one_witness_share_no_element()
    {
        Proof again = Prove(Statement);
        Verify(again).Should().BeTrue();
        G1Affine[] Points(Proof proof) => [proof.A, proof.C, proof.Commitment!.Point, proof.Commitment.Knowledge, proof.Commitment.Opening!.Witness];
        Points(again).Should().NotIntersectWith(Points(Honest));
        again.B.Should().NotBe(Honest.B);
        again.Commitment!.Opening!.Evaluation.Should().NotBe(Honest.Commitment!.Opening!.Evaluation);
    }

    [Fact]
    public void A_circuit_with_a_challenge_is_not_proved_from_a_witness_made_elsewhere()
    {
        Witness witness = Witness.Generate(Circuit, Statement, Compiled, TestChallenge.Draw);
        FluentActions.Invoking(() => Groth16Prover.Prove(Key, Compiled, witness)).Should().Throw<ArgumentException>().WithMessage("*it is proved from a statement*");
    }

    [Theory, InlineData(PointFormat.Compressed, 368), InlineData(PointFormat.Uncompressed, 704), InlineData(PointFormat.Eip2537, 928)]
    public void A_proof_survives_its_encoding(PointFormat format, int length)
    {
        byte[] bytes = Honest.Encode(format);
        bytes.Should().HaveCount(length);
        Proof.Decode(bytes, format).Should().Be(Honest);

        Proof withoutOpening = With(Honest.Commitment! with { Opening = null });
        Proof.Decode(withoutOpening.Encode(format), format).Should().Be(withoutOpening);
    }

    [Fact]
    public void An_encoded_proof_that_is_malformed_is_refused()
    {
        byte[] bytes = Honest.Encode(PointFormat.Compressed);
        foreach (int length in (ReadOnlySpan<int>)[193, 240, 287, 289, 320, 367, 369])
            FluentActions.Invoking(() => Proof.Decode(((byte[])[.. bytes, 0]).AsSpan(..length), PointFormat.Compressed)).Should().Throw<FormatException>($"of {length} bytes");

        ProofCommitment commitment = Honest.Commitment!;
        foreach (ProofCommitment outside in (ReadOnlySpan<ProofCommitment>)[
            commitment with { Point = SmallOrder.AddTo(commitment.Point) },
            commitment with { Knowledge = SmallOrder.AddTo(commitment.Knowledge) },
            commitment with { Opening = commitment.Opening! with { Witness = SmallOrder.AddTo(commitment.Opening.Witness) } }])
            FluentActions.Invoking(() => Proof.Decode(With(outside).Encode(PointFormat.Compressed), PointFormat.Compressed)).Should().Throw<FormatException>().WithMessage("*outside the subgroup*");

        byte[] unreduced = [.. bytes];
        unreduced.AsSpan(288, 32).Fill(0xff);
        FluentActions.Invoking(() => Proof.Decode(unreduced, PointFormat.Compressed)).Should().Throw<FormatException>().WithMessage("*not below r*");
        byte[] infinite = [.. bytes];
        infinite.AsSpan(192, 48).Clear();
        infinite[192] = 0xc0;
        FluentActions.Invoking(() => Proof.Decode(infinite, PointFormat.Compressed)).Should().Throw<FormatException>().WithMessage("*not infinity*");
        FluentActions.Invoking(() => commitment with { Point = G1Affine.Infinity }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => commitment with { Knowledge = G1Affine.Infinity }).Should().Throw<ArgumentException>();
    }

    private static Proof With(ProofCommitment commitment) => Honest with { Commitment = commitment };

    private static G1Affine Other(G1Affine point) => (point + G1Affine.Generator).ToAffine();

    /// <summary>The statement about a vector that is not <see cref="Left"/>, but whose first two values make up for each other at the challenge.</summary>
    private static (Linked Statement, CommittedVector Other) Forged(Fr challenge)
    {
        // (v₀ + t) + (v₁ − t/c)·c: small values stay small for one of them only, so that it is a blinding coefficient that makes up for the other.
        Fr[] values = Left.Values.ToArray(), blinding = Left.Blinding.ToArray();
        values[0] += Fr.From(9);
        Fr power = Fr.One;
        for (int i = 0; i < Powers - Blinding; i++) power *= challenge;
        blinding[0] -= Fr.From(9) * power.Inverse();
        CommittedVector other = CommittedVector.Restore(Srs, Left.Shape, values, blinding);
        return (Of(other, Right), other);
    }
}
