using System.Numerics;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>Eight additions at a time give what one at a time does.</summary>
public sealed class LaneMultiScalarMultiplicationTests
{
    private static readonly Gen<Fr> Scalar = Gen.OneOf(
        Gen.Int[-1, 1].Select(n => Fr.Reduce(n)), Gen.Int[-70000, 70000].Select(n => Fr.Reduce(n)), Gen.ULong.Select(Fr.From), Sampling.Scalar,
        Gen.Int[0, 254].Select(bits => Fr.Reduce((BigInteger.One << bits) - 1)), Gen.Int[0, 254].Select(bits => Fr.Reduce((BigInteger.One << bits) + 1)));

    private static readonly Gen<G1Affine> Point = Sampling.G1.Select(point => point.ToAffine());

    public LaneMultiScalarMultiplicationTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    [Fact]
    public void Both_ways_agree_on_any_points_and_scalars() =>
        Gen.Select(Point, Scalar).Array[0, 100].Sample(terms => Agree([.. terms.Select(t => t.Item1)], [.. terms.Select(t => t.Item2)]), iter: 40);

    [Fact]
    public void Both_ways_agree_where_few_points_and_scalars_repeat() => Gen.Select(Point.Array[1, 3], Scalar.Array[1, 2], Gen.Int[0, 200]).Sample((points, scalars, count) =>
        Agree(Repeat(points, count), [.. Enumerable.Range(0, count).Select(i => scalars[i % scalars.Length])]), iter: 40);

    public static TheoryData<int> Lengths => [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 255, 257, 1023, 1025, 8191, 8193, 20000];

    [Theory, MemberData(nameof(Lengths))]
    public void Both_ways_agree_at_every_length(int count)
    {
        G1Affine[] points = Repeat(Multiples(50), count);
        Agree(points, [.. Enumerable.Range(0, count).Select(_ => Fr.Random())]);
    }

    [Theory, InlineData(700), InlineData(10_000)]
    public void Both_ways_agree_on_equal_opposite_and_infinite_points_and_equal_scalars(int count)
    {
        G1Affine[] some = Multiples(count / 3);
        Fr scalar = Fr.Random();
        Fr[] equal = [.. Enumerable.Repeat(scalar, count)], opposite = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? scalar : -scalar)];
        Fr[] units = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? Fr.One : -Fr.One)], random = [.. equal.Select(_ => Fr.Random())];
        foreach (G1Affine[] points in new[]
        {
            Repeat([G1Affine.Generator], count),
            Repeat([G1Affine.Generator, -G1Affine.Generator], count),
            Repeat([G1Affine.Infinity], count),
            Repeat([G1Affine.Infinity, some[0], -some[1], some[1]], count),
            Repeat([.. some, .. some.Select(point => -point), G1Affine.Infinity], count),
        })
        {
            Agree(points, equal);
            Agree(points, opposite);
            Agree(points, units);
            Agree(points, random);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(200)]
    public void A_large_sum_is_right_whatever_the_number_of_threads(int threads)
    {
        const int count = (1 << 17) + 5, period = 97;
        Fr[] scalars = [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];
        Fr expected = scalars.Select((s, i) => s * Fr.From((ulong)((i % period) + 1))).Aggregate((a, b) => a + b);

        LaneMultiScalarMultiplication.Compute(Repeat(Multiples(period), count), scalars, new() { MaxDegreeOfParallelism = threads })
            .Should().Be(G1Jacobian.Generator * expected);
    }

    [Fact]
    public void Eight_additions_are_right_also_where_lanes_double_cancel_or_meet_infinity() =>
        Gen.Select(Point, Point, Gen.Bool, Gen.Bool).Array[1, 40].Sample(pairs =>
        {
            Added([.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)], (i, right) => right ? pairs[i].Item4 : pairs[i].Item3, (_, _) => (0, 0));
        }, iter: 60);

    /// <summary>Operands at the ends of their ranges: x in (−p, 17p/8), |y| below 17p/8; (x, y) shifted by multiples of p that just fit.</summary>
    [Fact]
    public void Sums_are_right_and_in_range_whatever_multiples_of_p_the_operands_carry()
    {
        Fp small = Fp.From(1), x = small;
        while (!((x.Square() * x) + Bls12381.G1.B).TrySquareRoot(out _)) x += small;
        ((x.Square() * x) + Bls12381.G1.B).TrySquareRoot(out Fp y);
        G1Affine[] points = [G1Affine.Generator, G1Affine.FromTrusted(x, y), .. Multiples(6).Skip(1)];
        Gen.Select(Gen.Int[0, points.Length - 1], Gen.Int[0, points.Length - 1], Gen.Int[-1, 1].Array[4], Gen.Bool, Gen.Bool).Array[1, 24].Sample(cases =>
        {
            Added([.. cases.Select(c => points[c.Item1])], [.. cases.Select(c => points[c.Item2])], (i, right) => right ? cases[i].Item5 : cases[i].Item4,
                (i, right) => (cases[i].Item3[right ? 1 : 0], cases[i].Item3[right ? 3 : 2]));
        }, iter: 200);
    }

    [Fact]
    public unsafe void A_chain_of_many_additions_stays_in_range()
    {
        using LanePoints points = LanePoints.From(Multiples(3), [0, 1, 2], new());
        using LaneAddition additions = new();
        additions.Reset(6000);
        nuint sum = (nuint)points[0];
        for (int i = 0; i < 6000; i++)
        {
            sum = additions.Add(sum, (nuint)points[1 + (i % 2)] | (nuint)(i % 3 == 0 ? 1 : 0));
            additions.Flush();
            IsInRange(*(LanePoint*)sum);
        }

        long expected = 1 + Enumerable.Range(0, 6000).Sum(i => (i % 3 == 0 ? -1 : 1) * (2 + (i % 2)));
        LanePoints.ToAffine([sum])[0].Should().Be((G1Jacobian.Generator * Fr.Reduce(expected)).ToAffine());
    }

    [Fact]
    public void A_point_that_is_converted_comes_back_and_null_is_infinity() => Point.Array[0, 20].Sample(points =>
    {
        using LanePoints converted = LanePoints.From(points, [.. Enumerable.Range(0, points.Length)], new());
        nuint[] names = [.. Enumerable.Range(0, points.Length).Select(i => Name(converted, i)), 0];
        LanePoints.ToAffine(names).Should().Equal([.. points, G1Affine.Infinity]);
    }, iter: 60);

    private static unsafe nuint Name(LanePoints points, int index) => (nuint)points[index];

    private static unsafe void Added(G1Affine[] left, G1Affine[] right, Func<int, bool, bool> negated, Func<int, bool, (int X, int Y)> multiples)
    {
        using LanePoints points = LanePoints.From((G1Affine[])[.. left, .. right], [.. Enumerable.Range(0, 2 * left.Length)], new());
        using LaneAddition additions = new() { MayMeetInfinity = true };
        additions.Reset(left.Length);
        nuint[] sums = new nuint[left.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            Shift(points[i], multiples(i, false));
            Shift(points[left.Length + i], multiples(i, true));
            sums[i] = additions.Add((nuint)points[i] | (negated(i, false) ? 1u : 0), (nuint)points[left.Length + i] | (negated(i, true) ? 1u : 0));
        }

        additions.Flush();
        LanePoints.ToAffine(sums).Should().Equal(left.Select((point, i) =>
            ((negated(i, false) ? -point : point) + (negated(i, true) ? -right[i] : right[i])).ToAffine()));
        foreach (nuint sum in sums) IsInRange(*(LanePoint*)sum);
    }

    /// <summary>Adds multiples of p, as far as the ranges allow.</summary>
    private static unsafe void Shift(LanePoint* point, (int X, int Y) multiples)
    {
        if (point->IsInfinity) return;
        if (multiples.X != 0) point->X = Row((Value(point->X) % Fp.Modulus) + (multiples.X * Fp.Modulus));
        if (multiples.Y != 0) point->Y = Row((Value(point->Y) % Fp.Modulus) + ((multiples.Y < 0 ? -2 : 1) * Fp.Modulus));
    }

    private static void IsInRange(LanePoint point)
    {
        BigInteger x = Value(point.X), y = Value(point.Y), p = Fp.Modulus;
        x.Should().BeGreaterThan(-p).And.BeLessThan(17 * p / 8);
        BigInteger.Abs(y).Should().BeLessThan(17 * p / 8);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Math.Abs(point.X[limb]).Should().BeLessThanOrEqualTo((1L << FpLanes.LimbBits) + 256);
            Math.Abs(point.Y[limb]).Should().BeLessThanOrEqualTo((1L << FpLanes.LimbBits) + 256);
        }
    }

    private static BigInteger Value(Vector512<long> row) =>
        Enumerable.Range(0, FpLanes.LimbCount).Aggregate(BigInteger.Zero, (sum, i) => sum + ((BigInteger)row[i] << (FpLanes.LimbBits * i)));

    private static Vector512<long> Row(BigInteger value) => Vector512.Create([.. Enumerable.Range(0, FpLanes.LimbCount).Select(i =>
        (long)(i == FpLanes.LimbCount - 1 ? value >> (FpLanes.LimbBits * i) : (value >> (FpLanes.LimbBits * i)) & ((1L << FpLanes.LimbBits) - 1)))]);

    private static void Agree(G1Affine[] points, Fr[] scalars)
    {
        G1Jacobian expected = MultiScalarMultiplication.ComputeScalar<Bls12381.G1, Fp, Fr>(points, scalars, new());
        LaneMultiScalarMultiplication.Compute(points, scalars, new() { MaxDegreeOfParallelism = 2 }).ToAffine().Should().Be(expected.ToAffine());
    }

    private static G1Affine[] Multiples(int count)
    {
        G1Jacobian[] multiples = new G1Jacobian[count];
        for (int i = 0; i < count; i++) multiples[i] = (i == 0 ? default : multiples[i - 1]) + G1Affine.Generator;
        return G1Jacobian.BatchToAffine(multiples);
    }

    private static G1Affine[] Repeat(G1Affine[] points, int count) => [.. Enumerable.Range(0, count).Select(i => points[i % points.Length])];
}
