using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Tests.Commitments;

public sealed class BlobTests
{
    private static readonly Blob Sample = Blob.From([.. Enumerable.Range(0, Blob.ElementCount).Select(_ => Fr.Random())]);

    [Fact]
    public void A_blob_reads_back()
    {
        Blob.TryRead(Sample.ToBytes(), out Blob? read).Should().BeTrue();
        read!.Elements.ToArray().Should().Equal(Sample.Elements.ToArray());
    }

    [Fact]
    public void Its_values_and_its_coefficients_are_one_polynomial()
    {
        Fr[] coefficients = Sample.ToCoefficients();
        Fr root = Fr.From(7).Pow((Fr.Modulus - 1) / 4096);
        foreach (Fr point in new[] { Fr.Zero, Fr.One, root, -Fr.One, Fr.From(7), Fr.Random() })
            Sample.Evaluate(point).Should().Be(Polynomial.Evaluate<Fr>(coefficients, point));

        Sample.Evaluate(Fr.One).Should().Be(Sample.Elements.Span[0]);
        Sample.Evaluate(-Fr.One).Should().Be(Sample.Elements.Span[1], "ω^2048 comes second in bit-reversed order");
        Sample.Evaluate(root).Should().Be(Sample.Elements.Span[2048]);
    }

    [Fact]
    public void Another_length_or_an_element_that_is_not_below_r_is_refused()
    {
        byte[] bytes = Sample.ToBytes();
        Blob.TryRead(bytes.AsSpan(1), out _).Should().BeFalse();
        Blob.TryRead([.. bytes, 0], out _).Should().BeFalse();
        Fr.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(bytes.AsSpan(^32));
        Blob.TryRead(bytes, out Blob? blob).Should().BeFalse();
        blob.Should().BeNull();
        FluentActions.Invoking(() => Blob.From(new Fr[4095])).Should().Throw<ArgumentException>();
    }

    /// <summary>kzg_commitment_to_versioned_hash of infinity, which go-ethereum's tests use for the empty blob.</summary>
    [Fact]
    public void The_empty_blobs_versioned_hash_is_the_one_that_Ethereum_knows() =>
        Convert.ToHexStringLower(BlobKzg.VersionedHash(G1Affine.Infinity)).Should().Be("010657f37554c781402a22917dee2f75def7ab966d7b770905398eba3c444014");
}
