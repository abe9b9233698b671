using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests;

public sealed class BatchVerifierTests
{
    private static readonly Batch Good = Batch.Of(5);

    private static bool Verify(Batch batch) => BatchVerifier.Verify(batch.Key, batch.Proofs, batch.PublicInputs);

    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(18)]
    public void True_statements_are_accepted_together(int count) => Verify(Batch.Of(count)).Should().BeTrue();

    [Fact]
    public void A_batch_of_one_real_proof_says_what_the_single_verifier_says()
    {
        BatchVerifier.Verify(Samples.VerifyingKey, [Samples.Proof], [Samples.PublicInputs]).Should().BeTrue();
        BatchVerifier.Verify(Samples.VerifyingKey, [Samples.Proof], [[Fr.One, Fr.One]]).Should().BeFalse();
    }

    [Fact]
    public void An_empty_batch_is_refused_because_it_shows_nothing() => BatchVerifier.Verify(Good.Key, [], []).Should().BeFalse();

    [Fact]
    public void One_bad_proof_among_good_ones_is_refused_wherever_it_stands()
    {
        for (int i = 0; i < Good.Proofs.Length; i++) Verify(Good.WithBadProof(i)).Should().BeFalse();
    }

    [Fact]
    public void One_other_public_input_is_refused()
    {
        for (int i = 0; i < Good.Proofs.Length; i++)
        {
            Verify(Good.WithOtherInput(i, 0)).Should().BeFalse();
            Verify(Good.WithOtherInput(i, 1)).Should().BeFalse();
        }
    }

    [Fact]
    public void A_wrong_number_of_inputs_or_of_vectors_is_refused()
    {
        Verify(Good with { PublicInputs = Good.PublicInputs[..^1] }).Should().BeFalse();
        Verify(Good with { PublicInputs = [.. Good.PublicInputs, Good.PublicInputs[0]] }).Should().BeFalse();
        Verify(Good with { PublicInputs = [.. Good.PublicInputs[..^1], Good.PublicInputs[^1][..1]] }).Should().BeFalse();
        Verify(Good with { PublicInputs = [.. Good.PublicInputs[..^1], [.. Good.PublicInputs[^1], Fr.Zero]] }).Should().BeFalse();
    }

    [Fact]
    public void Proofs_in_another_order_than_their_statements_are_refused() =>
        Verify(Good with { Proofs = [Good.Proofs[1], Good.Proofs[0], .. Good.Proofs[2..]] }).Should().BeFalse();

    [Fact]
    public void Errors_that_cancel_in_a_plain_sum_are_refused()
    {
        // C₀ + G and C₁ − G: their sum is that of two good proofs.
        Proof[] proofs = [.. Good.Proofs];
        proofs[0] = proofs[0] with { C = (proofs[0].C + G1Affine.Generator).ToAffine() };
        proofs[1] = proofs[1] with { C = (proofs[1].C + -G1Affine.Generator).ToAffine() };
        Verify(Good with { Proofs = proofs }).Should().BeFalse();
    }

    [Fact]
    public void A_batch_under_another_key_is_refused() => Verify(Good with { Key = Samples.VerifyingKey }).Should().BeFalse();

    [Fact]
    public void The_bad_proofs_of_a_batch_are_found()
    {
        Batch bad = Batch.Of(11).WithBadProof(0).WithBadProof(7).WithOtherInput(10, 1);
        BatchVerifier.FindInvalid(bad.Key, bad.Proofs, bad.PublicInputs).Should().Equal(0, 7, 10);
        BatchVerifier.FindInvalid(Good.Key, Good.Proofs, Good.PublicInputs).Should().BeEmpty();
        FluentActions.Invoking(() => BatchVerifier.FindInvalid(Good.Key, Good.Proofs, Good.PublicInputs[1..])).Should().Throw<ArgumentException>();
    }
}
