using ChainProv.Groth16.Aggregation;

namespace ChainProv.Groth16.Tests.Aggregation;

[Trait("Category", "Slow")]
public sealed class LargeAggregateTests
{
    [Fact]
    public void A_thousand_proofs_are_one_of_under_fifty_kilobytes_and_one_bad_among_them_is_refused()
    {
        AggregationSrs srs = AggregationDevelopmentSetup.Run(1024);
        Batch batch = Batch.Of(1024);
        byte[] bytes = AggregateProofEncoding.Encode(Aggregator.Prove(srs, batch.Key, batch.Proofs, batch.PublicInputs));
        bytes.Length.Should().BeLessThan(50_000);
        AggregateProof aggregate = AggregateProofEncoding.Decode(bytes);
        AggregateVerifier.Verify(srs.Verifier, batch.Key, batch.PublicInputs, aggregate).Should().BeTrue();

        AggregateVerifier.Verify(srs.Verifier, batch.Key, batch.PublicInputs[..^1], aggregate).Should().BeFalse();
        AggregateVerifier.Verify(srs.Verifier, batch.Key, batch.WithOtherInput(700, 1).PublicInputs, aggregate).Should().BeFalse();

        Batch bad = batch.WithBadProof(517);
        FluentActions.Invoking(() => Aggregator.Prove(srs, bad.Key, bad.Proofs, bad.PublicInputs)).Should().Throw<InvalidProofException>().Which.Indices.Should().Equal(517);
        AggregateProof forged = Aggregator.Compute(srs, Aggregate.Statement(bad), bad.Proofs, TamperedTranscript.Recording());
        AggregateVerifier.Verify(srs.Verifier, bad.Key, bad.PublicInputs, forged).Should().BeFalse();
    }
}
