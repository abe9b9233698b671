using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16.Tests;

public sealed class ProofEncodingTests
{
    [Theory, InlineData(PointFormat.Compressed, 192), InlineData(PointFormat.Uncompressed, 384), InlineData(PointFormat.Eip2537, 512)]
    public void A_proof_survives_its_encoding(PointFormat format, int length)
    {
        byte[] bytes = Samples.Proof.Encode(format);
        bytes.Should().HaveCount(length);
        Proof.Decode(bytes, format).Should().Be(Samples.Proof);
    }

    [Fact]
    public void No_bit_of_an_encoded_proof_can_be_changed_unnoticed()
    {
        byte[] bytes = Samples.Proof.Encode(PointFormat.Compressed);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] altered = [.. bytes];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Proof? read = null;
            try
            {
                read = Proof.Decode(altered, PointFormat.Compressed);
            }
            catch (FormatException)
            {
                continue;
            }

            read.Should().NotBe(Samples.Proof);
            Verification.Groth16Verifier.Verify(Samples.VerifyingKey, read, Samples.PublicInputs).Should().BeFalse();
        }
    }

    [Theory, InlineData(PointFormat.Compressed), InlineData(PointFormat.Uncompressed), InlineData(PointFormat.Eip2537)]
    public void A_point_outside_its_group_is_refused_also_where_no_pairing_sees_it(PointFormat format)
    {
        Proof proof = Samples.Proof;
        Verification.Groth16Verifier.Verify(Samples.VerifyingKey, proof with { A = SmallOrder.AddTo(proof.A), C = SmallOrder.AddTo(proof.C) }, Samples.PublicInputs)
            .Should().BeTrue("it is for the reader to refuse such points");
        foreach (Proof outside in (ReadOnlySpan<Proof>)[proof with { A = SmallOrder.AddTo(proof.A) }, proof with { B = SmallOrder.AddTo(proof.B) }, proof with { C = SmallOrder.AddTo(proof.C) }])
            FluentActions.Invoking(() => Proof.Decode(outside.Encode(format), format)).Should().Throw<FormatException>().WithMessage("*outside the subgroup*");
    }

    [Theory, InlineData(0), InlineData(191), InlineData(193)]
    public void A_wrong_length_is_refused(int length) =>
        FluentActions.Invoking(() => Proof.Decode(new byte[length], PointFormat.Compressed)).Should().Throw<FormatException>();

    [Fact]
    public void A_proof_with_a_point_at_infinity_is_refused_in_every_encoding()
    {
        byte[] compressedInfinity = new byte[192];
        foreach (int start in (ReadOnlySpan<int>)[0, 48, 144]) compressedInfinity[start] = 0xc0;
        for (int start = 0; start < 192; start += start == 48 ? 96 : 48)
        {
            byte[] one = Samples.Proof.Encode(PointFormat.Compressed);
            compressedInfinity.AsSpan(start, start == 48 ? 96 : 48).CopyTo(one.AsSpan(start));
            FluentActions.Invoking(() => Proof.Decode(one, PointFormat.Compressed)).Should().Throw<FormatException>().WithMessage("*infinity*");
        }

        FluentActions.Invoking(() => Proof.Decode(compressedInfinity, PointFormat.Compressed)).Should().Throw<FormatException>().WithMessage("*infinity*");
        FluentActions.Invoking(() => Proof.Decode(new byte[512], PointFormat.Eip2537)).Should().Throw<FormatException>().WithMessage("*infinity*");
    }
}
