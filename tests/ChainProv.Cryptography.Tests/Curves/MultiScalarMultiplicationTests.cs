using System.Numerics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Curves;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

public sealed class MultiScalarMultiplicationTests
{
    /// <summary>Scalars as a circuit's witness has them: mostly bits and small numbers, of either sign, with some of full size.</summary>
    private static readonly Gen<Fr> WitnessScalar = Gen.OneOf(
        Gen.Int[-1, 1].Select(n => Fr.Reduce(n)), Gen.Int[-70000, 70000].Select(n => Fr.Reduce(n)), Gen.ULong.Select(Fr.From), Sampling.Scalar,
        Gen.Int[-2, 2].Select(n => Fr.Reduce(((Fr.Modulus - 1) / 2) + n)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_sum_is_that_of_the_products_in_G1() =>
        Gen.Select(Sampling.G1, WitnessScalar).Array[0, 60].Sample(terms => Agrees(terms), iter: 25);

    [Fact]
    public void The_sum_is_that_of_the_products_in_G2() =>
        Gen.Select(Sampling.G2, WitnessScalar).Array[0, 20].Sample(terms => Agrees(terms), iter: 10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_large_sum_is_right_whatever_the_number_of_threads(int threads)
    {
        // Multiples of the generator by i, scalars that repeat often: buckets meet equal and opposite points.
        const int count = 3000;
        G1Affine[] points = G1Jacobian.BatchToAffine([.. Running().Take(count)]);
        Fr[] scalars = [.. Enumerable.Range(0, count).Select(i => (i % 7) switch
        {
            0 => Fr.Zero,
            1 => Fr.One,
            2 => -Fr.One,
            3 => Fr.From(200),
            4 => Fr.Reduce(-200),
            _ => Fr.Reduce(BigInteger.Pow(i + 3, 40)),
        })];
        Fr expected = scalars.Select((s, i) => s * Fr.From((ulong)((i % 100) + 1))).Aggregate(Fr.Zero, (a, b) => a + b);

        MultiScalarMultiplication.Compute(points, scalars, threads, Token).Should().Be(G1Jacobian.Generator * expected);

        static IEnumerable<G1Jacobian> Running() => Enumerable.Range(0, int.MaxValue).Select(i => G1Jacobian.Generator.Multiply((ulong)((i % 100) + 1)));
    }

    [Fact]
    public void Extreme_scalars_at_every_size_recode_without_loss()
    {
        for (int bits = 1; bits < 255; bits++)
        {
            Fr largest = Fr.Reduce((BigInteger.One << bits) - 1), next = largest + Fr.One;
            Fr[] scalars = [largest, next, -largest, -next, largest];
            G1Affine[] points = [.. Enumerable.Repeat(G1Affine.Generator, 5)];
            MultiScalarMultiplication.Compute(points, scalars, 1, Token).Should().Be(G1Jacobian.Generator * largest);
        }
    }

    [Fact]
    public void An_empty_sum_is_infinity() => MultiScalarMultiplication.Compute(Array.Empty<G1Affine>(), [], -1, Token).IsInfinity.Should().BeTrue();

    [Fact]
    public void Different_lengths_are_refused() => FluentActions.Invoking(() => MultiScalarMultiplication.Compute(new G1Affine[2], new Fr[1]))
        .Should().Throw<ArgumentException>();

    [Fact]
    public void Cancellation_is_heard()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        FluentActions.Invoking(() => MultiScalarMultiplication.Compute(new G1Affine[1], new Fr[1], 1, source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(1_000_000)]
    public void A_fixed_base_table_multiplies_whatever_its_window(int expectedScalars)
    {
        FixedBaseTable<Bls12381.G1, Fp, Fr> table = new(G1Affine.Generator, Math.Min(expectedScalars, 4000));
        Fr[] scalars = [Fr.Zero, Fr.One, -Fr.One, .. Enumerable.Range(1, 254).Select(i => Fr.Reduce((BigInteger.One << i) - 1)), Fr.Random(), Fr.Random()];
        table.MultiplyAll(scalars, -1, Token).Should().Equal(scalars.Select(s => (G1Jacobian.Generator * s).ToAffine()));
    }

    [Fact]
    public void A_fixed_base_table_over_G2_multiplies_too()
    {
        FixedBaseTable<Bls12381.G2, Fp2, Fr> table = new(G2Affine.Generator, 10);
        Fr[] scalars = [Fr.Zero, Fr.Random(), Fr.Random()];
        table.MultiplyAll(scalars, 1, Token).Should().Equal(scalars.Select(s => (G2Jacobian.Generator * s).ToAffine()));
    }

    /// <summary>Of a point of order 11, or 121, some multiples in the table are infinity and others are not.</summary>
    [Fact]
    public void A_fixed_base_table_multiplies_a_point_of_small_order_too()
    {
        BigInteger cofactor = (CurveParameter.Z - 1) * (CurveParameter.Z - 1) / 3;
        Fp x = Fp.One;
        G1Affine point = default;
        for (; point.IsInfinity; x += Fp.One)
        {
            if (((x.Square() * x) + Bls12381.G1.B).TrySquareRoot(out Fp y)) point = G1Affine.FromTrusted(x, y).ToJacobian().Multiply(Fr.Modulus * cofactor / 121).ToAffine();
        }

        // One by one: among many, equal points are met, and these have the lanes looked at.
        FixedBaseTable<Bls12381.G1, Fp, Fr> table = new(point, expectedScalars: 1000);
        foreach (int shift in Enumerable.Range(0, 64))
        {
            BigInteger scalar = 1 + ((BigInteger)121 << shift);
            table.MultiplyAll(new[] { Fr.Reduce(scalar) }, -1, Token).Should().Equal(point.ToJacobian().Multiply(scalar).ToAffine());
        }
    }

    private static bool Agrees<TCurve, TField>((JacobianPoint<TCurve, TField, Fr> Point, Fr Scalar)[] terms)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, Cryptography.Fields.IField<TField>
    {
        JacobianPoint<TCurve, TField, Fr> expected = terms.Aggregate(default(JacobianPoint<TCurve, TField, Fr>), (sum, term) => sum + (term.Point * term.Scalar));
        AffinePoint<TCurve, TField, Fr>[] points = [.. terms.Select(term => term.Point.ToAffine())];
        return MultiScalarMultiplication.Compute(points, [.. terms.Select(term => term.Scalar)]) == expected;
    }
}
