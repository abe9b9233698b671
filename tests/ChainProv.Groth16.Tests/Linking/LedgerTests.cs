using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Vectors;
using ChainProv.Groth16.Verification;
using static ChainProv.Groth16.Tests.Linking.LinkedSamples;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>The honest prover: what he counts before he opens, and proofs that commit without opening anything.</summary>
public sealed class LedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private OpeningLedger Ledger => new(_folder.At("openings"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_proof_spends_an_opening_of_each_hidden_vector_and_one_too_many_is_refused_after_any_restart()
    {
        Linked statement = Of(Commit([.. Enumerable.Repeat(2UL, 13)]), Commit([.. Enumerable.Repeat(5UL, 13)]));
        for (int i = 0; i < Blinding - 1; i++)
            Groth16Verifier.Verify(Key.VerifyingKey, Prove(statement, Ledger), [statement.InnerProduct], VectorsOf(statement)).Should().BeTrue();
        foreach (CommittedVector vector in (ReadOnlySpan<CommittedVector>)[statement.Left, statement.Right]) Ledger.Spent(vector.Digest).Should().Be(Blinding - 1);
        FluentActions.Invoking(() => Prove(statement, Ledger)).Should().Throw<OpeningsUsedUpException>();
    }

    [Fact]
    public void An_opening_is_spent_before_it_is_known_whether_the_proof_succeeds()
    {
        Linked lie = Of(Commit([.. Enumerable.Repeat(2UL, 13)]), Right) with { InnerProduct = Fr.One };
        FluentActions.Invoking(() => Prove(lie, Ledger)).Should().Throw<UnsatisfiedConstraintException>();
        Linked outOfRange = Of(Commit([.. Enumerable.Repeat(16UL, 13)]), Right);
        FluentActions.Invoking(() => Prove(outOfRange, Ledger)).Should().Throw<UnsatisfiedConstraintException>("only the challenge tells");
        Ledger.Spent(outOfRange.Left.Digest).Should().Be(1);
    }

    [Fact]
    public void Where_one_vector_has_no_opening_left_none_is_spent_of_the_others()
    {
        Linked statement = Of(Commit([.. Enumerable.Repeat(2UL, 13)]), Commit([.. Enumerable.Repeat(5UL, 13)]));
        Ledger.Spend(statement.Right, Blinding - 1);
        for (int i = 0; i < 3; i++) FluentActions.Invoking(() => Prove(statement, Ledger)).Should().Throw<OpeningsUsedUpException>();
        Ledger.Spent(statement.Left.Digest).Should().Be(0);
    }

    [Fact]
    public void A_vector_that_stands_twice_in_a_statement_is_opened_once()
    {
        CommittedVector vector = Commit([.. Enumerable.Repeat(2UL, 13)]);
        Prove(Of(vector, vector), Ledger);
        Ledger.Spent(vector.Digest).Should().Be(1, "one evaluation is one equation");
    }

    [Fact]
    public void A_vector_that_is_restored_under_another_shape_has_spent_what_it_had_spent()
    {
        CommittedVector vector = CommittedVector.Commit(Srs, Left.Values[..9], Blinding);
        CommittedVector longer = CommittedVector.Restore(Srs, new(10, Blinding), (Fr[])[.. vector.Values.Span, Fr.Zero], vector.Blinding);
        CommittedVector asPublic = CommittedVector.Restore(Srs, new(Powers, 0), vector.Chunk(0), ReadOnlyMemory<Fr>.Empty);
        foreach (CommittedVector same in (CommittedVector[])[longer, asPublic]) same.Commitments.ToArray().Should().Equal(vector.Commitments.ToArray());
        Ledger.Spend(vector, Blinding - 1);
        FluentActions.Invoking(() => Ledger.Spend(longer)).Should().Throw<OpeningsUsedUpException>();
        FluentActions.Invoking(() => Ledger.Spend(asPublic)).Should().Throw<OpeningLedgerException>().WithMessage("*said to be public*");
    }

    [Fact]
    public void A_summand_that_is_named_twice_does_not_wait_for_itself() =>
        Ledger.Spend(CommittedVector.Restore(Srs, Left.Shape, Left.Values, Left.Blinding, [Left.Digest, Left.Digest])).Should().Be(Blinding - 2);

    [Fact]
    public void A_key_whose_parts_do_not_belong_together_is_refused_before_anything_is_spent()
    {
        Linked statement = Of(Commit([.. Enumerable.Repeat(2UL, 13)]), Commit([.. Enumerable.Repeat(5UL, 13)]));
        foreach (ProvingKey hostile in (ProvingKey[])[CommitmentKeyTests.With(commitment: null), CommitmentKeyTests.With(CommitmentKeyTests.Copy(Key.Commitment!, bases: Key.Commitment!.Bases[1..]))])
            FluentActions.Invoking(() => Groth16Prover.Prove(hostile, Compiled, Circuit, statement, Ledger)).Should().Throw<DamagedKeyException>().WithMessage("*does not commit to what the circuit does*");
        Ledger.Spent(statement.Left.Digest).Should().Be(0);
    }

    [Fact]
    public void Bases_outside_their_group_do_not_reach_a_proof()
    {
        G1Affine[] bases = [.. Key.Commitment!.Bases.Span];
        bases[3] = SmallOrder.AddTo(bases[3]);
        Linked statement = Of(Commit([.. Enumerable.Repeat(1UL, 13)]), Commit([.. Enumerable.Repeat(5UL, 13)]));
        FluentActions.Invoking(() => Groth16Prover.Prove(CommitmentKeyTests.With(CommitmentKeyTests.Copy(Key.Commitment, bases: bases)), Compiled, Circuit, statement, Ledger))
            .Should().Throw<DamagedKeyException>().WithMessage("*outside their group*");
    }

    [Fact]
    public void Hidden_vectors_are_not_opened_without_a_ledger() =>
        FluentActions.Invoking(() => Prove(Statement, ledger: null)).Should().Throw<ArgumentException>().WithMessage("*under a ledger*");

    [Fact]
    public void A_vector_over_another_reference_string_is_refused()
    {
        CommittedVector other = CommittedVector.Commit(KzgSrs.Ethereum, Left.Values, KzgSrs.Ethereum.Size - 11);
        FluentActions.Invoking(() => Prove(Of(other, other), Ledger)).Should().Throw<ArgumentException>().WithMessage("*another shape*");
        FluentActions.Invoking(() => Prove(Of(Commit(1, 2), Commit(3, 4)), Ledger)).Should().Throw<ArgumentException>().WithMessage("*another shape*");
        CommittedVector sameLength = CommittedVector.Commit(KnownTau.Srs(Powers, Fr.Random()), Left.Values, Blinding);
        FluentActions.Invoking(() => Prove(Statement with { Left = sameLength }, Ledger)).Should().Throw<ArgumentException>().WithMessage("*reference string*");
    }

    [Fact]
    public void A_circuit_that_commits_but_links_nothing_is_proved_without_a_ledger()
    {
        RangeCircuit circuit = new();
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        ProvingKey key = DevelopmentSetup.Run(system);
        Proof proof = Groth16Prover.Prove(key, system, circuit, 200UL), again = Groth16Prover.Prove(key, system, circuit, 200UL);

        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(40000)]).Should().BeTrue();
        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(40001)]).Should().BeFalse();
        Groth16Verifier.Verify(key.VerifyingKey, proof, [Fr.From(40000)], Commitments).Should().BeFalse();
        again.Commitment!.Point.Should().NotBe(proof.Commitment!.Point);
        FluentActions.Invoking(() => Groth16Prover.Prove(key, system, circuit, 256UL)).Should().Throw<UnsatisfiedConstraintException>();
    }

    [Fact]
    public void A_plain_circuit_is_proved_from_its_statement_too_and_its_proof_is_plain()
    {
        Proof proof = Groth16Prover.Prove(Samples.Key, Samples.System, new SmallCircuit(), (3UL, 11UL));
        proof.Commitment.Should().BeNull();
        Groth16Verifier.Verify(Samples.VerifyingKey, proof, Samples.PublicInputs).Should().BeTrue();
    }

    private static Proof Prove(Linked statement, OpeningLedger? ledger) => Groth16Prover.Prove(Key, Compiled, Circuit, statement, ledger);

    /// <summary>A number below 2⁸ whose square is public.</summary>
    private sealed class RangeCircuit : ICircuit<ulong>
    {
        public ulong Placeholder => 0;

        public void Define(ICircuitBuilder circuit, ulong statement)
        {
            Wire square = circuit.Public("square", Fr.From(statement * statement)), root = circuit.Private("root", Fr.From(statement));
            circuit.Constrain("square", root, root, square);
            circuit.AssertRangeByLookup(root, 8);
        }
    }
}
