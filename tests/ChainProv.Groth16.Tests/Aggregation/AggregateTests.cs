using ChainProv.Circuits;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Proving;

namespace ChainProv.Groth16.Tests.Aggregation;

public sealed class AggregateTests
{
    private static readonly Batch Good = Batch.Of(5);
    private static readonly AggregateProof Proof = Aggregate.Prove(Good);

    [Theory, InlineData(2), InlineData(3), InlineData(8), InlineData(13)]
    public void Proofs_of_true_statements_are_accepted_as_one(int count)
    {
        Batch batch = Batch.Of(count);
        Aggregate.Verify(batch, Aggregate.Prove(batch)).Should().BeTrue();
    }

    [Fact]
    public void Real_proofs_are_accepted_as_one()
    {
        Witness other = Witness.Generate(new SmallCircuit(), (5UL, 7UL));
        Batch batch = new(Samples.VerifyingKey, [Samples.Proof, Groth16Prover.Prove(Samples.Key, Samples.System, other)], [Samples.PublicInputs, other.PublicInputs.ToArray()]);
        Aggregate.Verify(batch, Aggregate.Prove(batch)).Should().BeTrue();
    }

    [Fact]
    public void A_bad_proof_is_not_aggregated_and_is_named() =>
        FluentActions.Invoking(() => Aggregate.Prove(Good.WithBadProof(1).WithOtherInput(4, 0))).Should().Throw<InvalidProofException>().Which.Indices.Should().Equal(1, 4);

    [Fact]
    public void One_bad_proof_among_good_ones_is_refused_wherever_it_stands()
    {
        for (int i = 0; i < Good.Proofs.Length; i++)
        {
            Batch bad = Good.WithBadProof(i);
            Aggregate.Verify(bad, Aggregate.Forge(bad)).Should().BeFalse();
        }
    }

    [Fact]
    public void Errors_that_cancel_in_a_plain_sum_are_refused()
    {
        Proof[] proofs = [.. Good.Proofs];
        proofs[0] = proofs[0] with { C = (proofs[0].C + G1Affine.Generator).ToAffine() };
        proofs[1] = proofs[1] with { C = (proofs[1].C + -G1Affine.Generator).ToAffine() };
        Batch bad = Good with { Proofs = proofs };
        Aggregate.Verify(bad, Aggregate.Forge(bad)).Should().BeFalse();
    }

    [Fact]
    public void One_other_public_input_is_refused()
    {
        for (int i = 0; i < Good.Proofs.Length; i++)
        {
            Aggregate.Verify(Good.WithOtherInput(i, 0), Proof).Should().BeFalse();
            Batch bad = Good.WithOtherInput(i, 1);
            Aggregate.Verify(bad, Aggregate.Forge(bad)).Should().BeFalse();
        }
    }

    [Fact]
    public void A_wrong_count_is_refused()
    {
        Aggregate.Verify(Good with { PublicInputs = Good.PublicInputs[..^1] }, Proof).Should().BeFalse();
        Aggregate.Verify(Good with { PublicInputs = Good.PublicInputs[1..] }, Proof).Should().BeFalse();
        Aggregate.Verify(Good with { PublicInputs = Batch.Of(6).PublicInputs }, Proof).Should().BeFalse("six fill up to eight as five do");
        Aggregate.Verify(Good with { PublicInputs = Batch.Of(16).PublicInputs }, Proof).Should().BeFalse();
        Aggregate.Verify(Good with { PublicInputs = [.. Good.PublicInputs[..^1], Good.PublicInputs[^1][..1]] }, Proof).Should().BeFalse();
        Aggregate.Verify(Good with { PublicInputs = [.. Good.PublicInputs[..^1], [.. Good.PublicInputs[^1], Fr.Zero]] }, Proof).Should().BeFalse();
        Aggregate.Verify(Good with { PublicInputs = [] }, Proof).Should().BeFalse();
    }

    [Fact]
    public void An_aggregate_of_more_proofs_than_it_says_is_refused()
    {
        // The sixth proof is good, but its statement is not listed: what it adds to the sum must not pass for padding.
        Batch six = Batch.Of(6), said = six with { PublicInputs = six.PublicInputs[..5] };
        Aggregate.Verify(said, Aggregate.Forge(said)).Should().BeFalse();
    }

    [Fact]
    public void Statements_in_another_order_are_refused()
    {
        Batch swapped = Good with { PublicInputs = [Good.PublicInputs[1], Good.PublicInputs[0], .. Good.PublicInputs[2..]] };
        Aggregate.Verify(swapped, Proof).Should().BeFalse();
        Aggregate.Verify(swapped, Aggregate.Forge(swapped)).Should().BeFalse();
        FluentActions.Invoking(() => Aggregate.Prove(swapped)).Should().Throw<InvalidProofException>().Which.Indices.Should().Equal(0, 1);
    }

    [Fact]
    public void A_repeated_proof_is_refused_since_a_statement_counts_once()
    {
        Batch repeated = new(Good.Key, [Good.Proofs[0], Good.Proofs[1], Good.Proofs[0]], [Good.PublicInputs[0], Good.PublicInputs[1], [.. Good.PublicInputs[0]]]);
        FluentActions.Invoking(() => Aggregate.Prove(repeated)).Should().Throw<ArgumentException>().WithMessage("Statement 2 repeats statement 0.*");
        Aggregate.Verify(repeated, Aggregate.Forge(repeated)).Should().BeFalse();

        // And a repeated proof shows no other statement.
        Batch other = repeated with { PublicInputs = [.. repeated.PublicInputs[..2], Good.PublicInputs[2]] };
        FluentActions.Invoking(() => Aggregate.Prove(other)).Should().Throw<InvalidProofException>().Which.Indices.Should().Equal(2);
        Aggregate.Verify(other, Aggregate.Forge(other)).Should().BeFalse();
    }

    [Fact]
    public void No_proof_or_one_is_no_aggregate_and_more_than_the_srs_holds_is_none_either()
    {
        Batch one = Batch.Of(1), many = Batch.Of(17);
        FluentActions.Invoking(() => Aggregate.Prove(Good with { Proofs = [], PublicInputs = [] })).Should().Throw<ArgumentException>().WithMessage("*at least two*");
        FluentActions.Invoking(() => Aggregate.Prove(one)).Should().Throw<ArgumentException>().WithMessage("*at least two*");
        FluentActions.Invoking(() => Aggregate.Prove(many)).Should().Throw<ArgumentException>().WithMessage("*at most 16 proofs, not 17*");
        FluentActions.Invoking(() => Aggregate.Prove(Good with { Proofs = Good.Proofs[1..] })).Should().Throw<ArgumentException>().WithMessage("4 proofs, but 5 statements*");
        FluentActions.Invoking(() => Aggregate.Prove(Good with { PublicInputs = [.. Good.PublicInputs[1..], [Fr.One]] })).Should().Throw<ArgumentException>().WithMessage("*does not have 2*");
        Aggregate.Verify(one, Proof).Should().BeFalse();
        Aggregate.Verify(many, Proof).Should().BeFalse();
    }

    [Fact]
    public void An_aggregate_of_another_key_is_refused()
    {
        Aggregate.Verify(Good with { Key = Samples.VerifyingKey }, Proof).Should().BeFalse();
        Aggregate.Verify(Good with { Key = new Simulator().Key }, Proof).Should().BeFalse();
    }

    [Fact]
    public void An_aggregate_under_another_srs_is_refused()
    {
        AggregationSrs other = AggregationDevelopmentSetup.Run(16), larger = AggregationDevelopmentSetup.Run(32);
        Aggregate.Verify(Good, Proof, other.Verifier).Should().BeFalse();
        Aggregate.Verify(Good, Proof, larger.Verifier).Should().BeFalse();
        Aggregate.Verify(Good, Aggregator.Prove(larger, Good.Key, Good.Proofs, Good.PublicInputs), larger.Verifier).Should().BeTrue();
    }

    [Fact]
    public void Two_aggregates_of_the_same_proofs_are_the_same() => AggregateProofEncoding.Encode(Aggregate.Prove(Good)).Should().Equal(AggregateProofEncoding.Encode(Proof));

    [Theory, InlineData(1, VerificationMethod.Batch), InlineData(83, VerificationMethod.Batch), InlineData(84, VerificationMethod.Aggregate), InlineData(1024, VerificationMethod.Aggregate)]
    public void Few_proofs_are_cheaper_in_a_batch_and_many_as_an_aggregate(int count, VerificationMethod preferred) => PreferredMethod.For(count).Should().Be(preferred);

    [Fact]
    public void A_cancelled_aggregation_ends()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        FluentActions.Invoking(() => Aggregator.Prove(Aggregate.Srs, Good.Key, Good.Proofs, Good.PublicInputs, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
    }
}
