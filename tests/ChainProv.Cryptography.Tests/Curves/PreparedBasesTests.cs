using System.Numerics;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>Sums over prepared points are those that are computed one addition at a time.</summary>
public sealed class PreparedBasesTests
{
    private static readonly ParallelOptions Alone = new() { MaxDegreeOfParallelism = 1 };

    private static readonly Gen<Fr> Scalar = Gen.OneOf(
        Sampling.Scalar, Gen.Int[-1, 1].Select(n => Fr.Reduce(n)), Gen.Int[0, 254].Select(bits => Fr.Reduce((BigInteger.One << bits) + 1)), Gen.Const(Fr.From((Fr.Modulus - 1) / 2)), Gen.Const(Fr.From((Fr.Modulus + 1) / 2)));

    [Fact]
    public void Any_points_and_scalars_in_G1() => Any<Bls12381.G1, Fp>(iterations: 30);

    [Fact]
    public void Any_points_and_scalars_in_G2() => Any<Bls12381.G2, Fp2>(iterations: 10);

    [Theory, InlineData(1), InlineData(16), InlineData(255), InlineData(257), InlineData(4096)]
    public void Powers_of_tau_with_scalars_of_240_bits(int count)
    {
        Fr[] scalars = [.. Gen.Byte.Array[30].Select(bytes => Fr.From(new BigInteger(bytes, isUnsigned: true))).Array[count].Single()];
        Agree<Bls12381.G1, Fp>(KzgSrs.Ethereum.G1Powers[..count].ToArray(), scalars);
    }

    [Theory, InlineData(3), InlineData(5), InlineData(7)]
    public void Points_that_are_each_others_multiples_meet_in_the_buckets(int window)
    {
        G1Affine[] points = [.. Enumerable.Range(0, 40).Select(i => (G1Affine.Generator * Fr.Reduce(BigInteger.Pow(2, window * (i / 2)) * ((i % 2 * -2) + 1))).ToAffine())];
        Agree<Bls12381.G1, Fp>(points, [.. Enumerable.Range(0, 40).Select(i => Fr.Reduce(BigInteger.Pow(2, 200 - (window * (i / 4)))))]);
        Agree<Bls12381.G1, Fp>(points, [.. Enumerable.Repeat(Fr.One, 40)]);
    }

    [Fact]
    public void Callers_do_not_disturb_each_other()
    {
        PreparedBases<Bls12381.G1, Fp, Fr> bases = new(KzgSrs.Ethereum.G1Powers[..64]);
        Fr[][] scalars = Sampling.Scalar.Array[64].Array[16].Single();
        G1Affine[] together = new G1Affine[scalars.Length];
        Parallel.For(0, scalars.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = bases.Sum(scalars[i]).ToAffine());
        together.Should().Equal(scalars.Select(row => bases.Sum(row).ToAffine()));
    }

    [Fact]
    public void Nothing_sums_to_infinity_and_another_number_of_scalars_is_refused()
    {
        new PreparedBases<Bls12381.G1, Fp, Fr>(ReadOnlyMemory<G1Affine>.Empty).Sum(ReadOnlyMemory<Fr>.Empty).ToAffine().Should().Be(G1Affine.Infinity);
        PreparedBases<Bls12381.G1, Fp, Fr> one = new(new[] { G1Affine.Generator });
        FluentActions.Invoking(() => one.Sum(new Fr[2])).Should().Throw<ArgumentException>();
    }

    private static void Any<TCurve, TField>(int iterations)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        Gen<AffinePoint<TCurve, TField, Fr>> point = Gen.Frequency((4, Sampling.Point<TCurve, TField>().Select(p => p.ToAffine())), (1, Gen.Const(AffinePoint<TCurve, TField, Fr>.Infinity)));
        Gen.Select(point, Scalar).Array[1, 60].Sample(terms => Agree<TCurve, TField>([.. terms.Select(t => t.Item1)], [.. terms.Select(t => t.Item2)]), iter: iterations);
    }

    private static void Agree<TCurve, TField>(AffinePoint<TCurve, TField, Fr>[] points, Fr[] scalars)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField> =>
        new PreparedBases<TCurve, TField, Fr>(points, threads: 2).Sum(scalars).ToAffine()
            .Should().Be(MultiScalarMultiplication.ComputeScalar<TCurve, TField, Fr>(points, scalars, Alone).ToAffine());
}
