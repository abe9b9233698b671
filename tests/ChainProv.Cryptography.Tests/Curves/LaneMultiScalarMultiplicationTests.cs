using System.Numerics;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>Eight additions at a time give what one at a time does.</summary>
public sealed class LaneMultiScalarMultiplicationTests
{
    public LaneMultiScalarMultiplicationTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    [Theory, InlineData("G1"), InlineData("G2")]
    public void Both_ways_agree_on_any_points_and_scalars(string group) => Of(group).AnyPointsAndScalars();

    [Theory, InlineData("G1"), InlineData("G2")]
    public void Both_ways_agree_where_few_points_and_scalars_repeat(string group) => Of(group).FewPointsAndScalarsRepeat();

    public static TheoryData<string, int> Lengths
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (int length in (ReadOnlySpan<int>)[1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 255, 257, 1023, 1025, 8191, 8193, 20000]) data.Add("G1", length);
            foreach (int length in (ReadOnlySpan<int>)[1, 15, 16, 17, 129, 1025, 8193]) data.Add("G2", length);
            return data;
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Both_ways_agree_at_every_length(string group, int count) => Of(group).Length(count);

    [Theory, InlineData("G1", 700), InlineData("G1", 10_000), InlineData("G2", 700)]
    public void Both_ways_agree_on_equal_opposite_and_infinite_points_and_equal_scalars(string group, int count) => Of(group).EqualOppositeAndInfinite(count);

    [Theory, InlineData("G1"), InlineData("G2")]
    public void Both_ways_agree_where_short_and_long_scalars_mix(string group) => Of(group).ShortAndLongScalars();

    [Theory, InlineData("G1"), InlineData("G2")]
    public void Both_ways_agree_on_the_sums_of_buckets_whatever_is_in_them(string group) => Of(group).Buckets();

    [Theory, InlineData("G1", 1), InlineData("G1", 2), InlineData("G1", 200), InlineData("G2", 2)]
    public void A_large_sum_is_right_whatever_the_number_of_threads(string group, int threads) => Of(group).LargeSum(threads);

    [Theory, InlineData("G1"), InlineData("G2")]
    public void Eight_additions_are_right_also_where_lanes_double_cancel_or_meet_infinity(string group) => Of(group).Additions();

    [Theory, InlineData("G1"), InlineData("G2")]
    public void Sums_are_right_and_in_range_whatever_multiples_of_p_the_operands_carry(string group) => Of(group).AdditionsAtTheirBounds();

    [Theory, InlineData("G1"), InlineData("G2")]
    public void A_chain_of_many_additions_stays_in_range(string group) => Of(group).ChainOfAdditions();

    [Theory, InlineData("G1"), InlineData("G2")]
    public void A_point_that_is_converted_comes_back_and_null_is_infinity(string group) => Of(group).Conversions();

    [Theory, InlineData("G1"), InlineData("G2")]
    public void A_rotated_point_has_six_names(string group) => Of(group).Relatives();

    private static ILaneSumClaims Of(string group) =>
        group == "G1" ? new LaneSumClaims<Bls12381.G1, Fp, FpLanes>() : new LaneSumClaims<Bls12381.G2, Fp2, Fp2Lanes>();
}

/// <summary>The claims about sums in lanes; the types of lanes are no public types, so no test class can name them as its parameters.</summary>
internal interface ILaneSumClaims
{
    void AnyPointsAndScalars();

    void FewPointsAndScalarsRepeat();

    void Length(int count);

    void EqualOppositeAndInfinite(int count);

    void ShortAndLongScalars();

    void Buckets();

    void LargeSum(int threads);

    void Additions();

    void AdditionsAtTheirBounds();

    void ChainOfAdditions();

    void Conversions();

    void Relatives();
}

internal sealed class LaneSumClaims<TCurve, TField, TLanes> : ILaneSumClaims
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    private static readonly Gen<Fr> Scalar = Gen.OneOf(
        Gen.Int[-1, 1].Select(n => Fr.Reduce(n)), Gen.Int[-70000, 70000].Select(n => Fr.Reduce(n)), Gen.ULong.Select(Fr.From), Sampling.Scalar,
        Gen.Int[0, 254].Select(bits => Fr.Reduce((BigInteger.One << bits) - 1)), Gen.Int[0, 254].Select(bits => Fr.Reduce((BigInteger.One << bits) + 1)));

    private static readonly Gen<AffinePoint<TCurve, TField, Fr>> Point = Sampling.Point<TCurve, TField>().Select(point => point.ToAffine());

    private static AffinePoint<TCurve, TField, Fr> Generator => TCurve.Generator;

    private static AffinePoint<TCurve, TField, Fr> Infinity => default;

    public void AnyPointsAndScalars() =>
        Gen.Select(Point, Scalar).Array[0, 100].Sample(terms => Agree([.. terms.Select(t => t.Item1)], [.. terms.Select(t => t.Item2)]), iter: 40);

    public void FewPointsAndScalarsRepeat() => Gen.Select(Point.Array[1, 3], Scalar.Array[1, 2], Gen.Int[0, 200]).Sample((points, scalars, count) =>
        Agree(Repeat(points, count), [.. Enumerable.Range(0, count).Select(i => scalars[i % scalars.Length])]), iter: 40);

    public void Length(int count) => Agree(Repeat(Multiples(50), count), [.. Enumerable.Range(0, count).Select(_ => Fr.Random())]);

    public void EqualOppositeAndInfinite(int count)
    {
        AffinePoint<TCurve, TField, Fr>[] some = Multiples(count / 3);
        Fr scalar = Fr.Random();
        Fr[] equal = [.. Enumerable.Repeat(scalar, count)], opposite = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? scalar : -scalar)];
        Fr[] units = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? Fr.One : -Fr.One)], random = [.. equal.Select(_ => Fr.Random())];

        // Points that differ by the automorphisms alone meet in the same buckets too.
        AffinePoint<TCurve, TField, Fr> turned = AffinePoint<TCurve, TField, Fr>.FromTrusted(Generator.X * TCurve.CubeRoot, Generator.Y);
        foreach (AffinePoint<TCurve, TField, Fr>[] points in new[]
        {
            Repeat([Generator], count),
            Repeat([Generator, -Generator], count),
            Repeat([Generator, turned, -turned], count),
            Repeat([Infinity], count),
            Repeat([Infinity, some[0], -some[1], some[1]], count),
            Repeat([.. some, .. some.Select(point => -point), Infinity], count),
        })
        {
            Agree(points, equal);
            Agree(points, opposite);
            Agree(points, units);
            Agree(points, random);
        }
    }

    /// <summary>Shares of zeros, units, short and long ones for which each way of writing them costs least.</summary>
    public void ShortAndLongScalars() => Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 3000], Gen.Int[2, 127]).Sample((shorts, longs, bits) =>
    {
        Fr[] scalars = [.. Enumerable.Range(0, shorts).Select(i => Fr.Reduce(((BigInteger.One << bits) - 1 - i) * (i % 2 == 0 ? 1 : -1))), .. Enumerable.Range(0, longs).Select(_ => Fr.Random()),
            Fr.Zero, Fr.One, -Fr.One];
        RandomNumberGenerator.Shuffle(scalars.AsSpan());
        Agree(Repeat(Multiples(20), scalars.Length), scalars);
    }, iter: 15);

    /// <summary>Few points and small digits, so that they meet equal and opposite ones, and infinity.</summary>
    public void Buckets() => Gen.Select(Point.Array[1, 4], Gen.Int[-5, 5].Array[0, 300], Gen.Int[-5, 5].Array[300]).Sample((some, row, other) =>
    {
        const int largest = 5;
        AffinePoint<TCurve, TField, Fr>[] points = Repeat([.. some, Infinity], row.Length);
        int[][] digits = [row, other[..row.Length]];
        BucketSum<TCurve, TField, Fr> oneByOne = new();
        int[] positions = [.. Enumerable.Range(0, row.Length)];
        AffinePoint<TCurve, TField, Fr>[][] expected = [.. digits.Select(one => oneByOne.Buckets(points, positions, one, largest))];
        AffinePoint<TCurve, TField, Fr>[][] sums = new LaneCurve<TCurve, TField, TLanes>().Buckets(points, digits, largest);
        for (int i = 0; i < digits.Length; i++) sums[i].Should().Equal(expected[i]);
    }, iter: 40);

    public void LargeSum(int threads)
    {
        const int count = (1 << 17) + 5, period = 97;
        Fr[] scalars = [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];
        Fr expected = scalars.Select((s, i) => s * Fr.From((ulong)((i % period) + 1))).Aggregate((a, b) => a + b);

        LaneMultiScalarMultiplication<TCurve, TField, TLanes>.Compute(Repeat(Multiples(period), count), scalars, new() { MaxDegreeOfParallelism = threads })
            .Should().Be(Generator.ToJacobian() * expected);
    }

    public void Additions() => Gen.Select(Point, Point, Gen.Bool, Gen.Bool).Array[1, 40].Sample(pairs =>
        Added([.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)], (i, right) => right ? pairs[i].Item4 : pairs[i].Item3, (_, _) => (0, 0)), iter: 60);

    /// <summary>Operands at the ends of their ranges: x in (−p, 17p/8), |y| below 17p/8; (x, y) shifted by multiples of p that just fit.</summary>
    public void AdditionsAtTheirBounds()
    {
        TField x = TField.One;
        while (!((x.Square() * x) + TCurve.B).TrySquareRoot(out _)) x += TField.One;
        ((x.Square() * x) + TCurve.B).TrySquareRoot(out TField y);
        AffinePoint<TCurve, TField, Fr>[] points = [Generator, AffinePoint<TCurve, TField, Fr>.FromTrusted(x, y), .. Multiples(6).Skip(1)];
        Gen.Select(Gen.Int[0, points.Length - 1], Gen.Int[0, points.Length - 1], Gen.Int[-1, 1].Array[4], Gen.Bool, Gen.Bool).Array[1, 24].Sample(cases =>
        {
            Added([.. cases.Select(c => points[c.Item1])], [.. cases.Select(c => points[c.Item2])], (i, right) => right ? cases[i].Item5 : cases[i].Item4,
                (i, right) => (cases[i].Item3[right ? 1 : 0], cases[i].Item3[right ? 3 : 2]));
        }, iter: 200);
    }

    public void ChainOfAdditions()
    {
        using LanePoints<TCurve, TField, TLanes> points = LanePoints<TCurve, TField, TLanes>.From(Multiples(3), [0, 1, 2], rotated: false, new());
        using LaneAddition<TField, TLanes> additions = new();
        additions.Reset(3000);
        nuint sum = points[0];
        for (int i = 0; i < 3000; i++)
        {
            sum = additions.Add(sum, points[((1 + (i % 2)) << LanePointName.RelativeBits) | (i % 3 == 0 ? 1 : 0)]);
            additions.Flush();
            IsInRange(sum);
        }

        long expected = 1 + Enumerable.Range(0, 3000).Sum(i => (i % 3 == 0 ? -1 : 1) * (2 + (i % 2)));
        LanePoints<TCurve, TField, TLanes>.ToAffine([sum])[0].Should().Be((Generator.ToJacobian() * Fr.Reduce(expected)).ToAffine());
    }

    public void Conversions() => Gen.Select(Point.Array[0, 20], Gen.Bool).Sample((points, rotated) =>
    {
        using LanePoints<TCurve, TField, TLanes> converted = LanePoints<TCurve, TField, TLanes>.From(points, [.. Enumerable.Range(0, points.Length)], rotated, new());
        nuint[] names = [.. Enumerable.Range(0, points.Length).Select(i => converted[i << LanePointName.RelativeBits]), 0];
        LanePoints<TCurve, TField, TLanes>.ToAffine(names).Should().Equal([.. points, Infinity]);
        converted.HasInfinity.Should().Be(points.Any(point => point.IsInfinity));
        for (int i = 0; i < points.Length; i++) converted.IsInfinity(i).Should().Be(points[i].IsInfinity);
    }, iter: 60);

    public void Relatives() => Point.Array[1, 20].Sample(points =>
    {
        using LanePoints<TCurve, TField, TLanes> converted = LanePoints<TCurve, TField, TLanes>.From(points, [.. Enumerable.Range(0, points.Length)], rotated: true, new());
        for (int relative = 0; relative < 6; relative++)
        {
            TField root = relative / 2 == 0 ? TField.One : relative / 2 == 1 ? TCurve.CubeRoot : TCurve.CubeRoot.Square();
            nuint[] names = [.. Enumerable.Range(0, points.Length).Select(i => converted[(i << LanePointName.RelativeBits) | relative])];
            LanePoints<TCurve, TField, TLanes>.ToAffine(names).Should().Equal(points.Select(point =>
                AffinePoint<TCurve, TField, Fr>.FromTrusted(point.X * root, relative % 2 == 0 ? point.Y : -point.Y)));
            for (int i = 0; i < points.Length; i++) IsInRange(names[i]);
        }
    }, iter: 30);

    private static void Added(
        AffinePoint<TCurve, TField, Fr>[] left, AffinePoint<TCurve, TField, Fr>[] right, Func<int, bool, bool> negated, Func<int, bool, (int X, int Y)> multiples)
    {
        using LanePoints<TCurve, TField, TLanes> points =
            LanePoints<TCurve, TField, TLanes>.From((AffinePoint<TCurve, TField, Fr>[])[.. left, .. right], [.. Enumerable.Range(0, 2 * left.Length)], rotated: false, new());
        using LaneAddition<TField, TLanes> additions = new() { MayMeetInfinity = true };
        additions.Reset(left.Length);
        nuint[] sums = new nuint[left.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            nuint first = points[i << LanePointName.RelativeBits], second = points[(left.Length + i) << LanePointName.RelativeBits];
            Shift(first, multiples(i, false));
            Shift(second, multiples(i, true));
            sums[i] = additions.Add(first | (negated(i, false) ? 1u : 0), second | (negated(i, true) ? 1u : 0));
        }

        additions.Flush();
        LanePoints<TCurve, TField, TLanes>.ToAffine(sums).Should().Equal(left.Select((point, i) =>
            ((negated(i, false) ? -point : point) + (negated(i, true) ? -right[i] : right[i])).ToAffine()));
        foreach (nuint sum in sums) IsInRange(sum);
    }

    /// <summary>Adds multiples of p, as far as the ranges allow.</summary>
    private static unsafe void Shift(nuint name, (int X, int Y) multiples)
    {
        if (LanePointName.IsInfinity(name, TLanes.RowCount)) return;
        for (int row = 0; row < 2 * TLanes.RowCount; row++)
        {
            Vector512<long>* limbs = (Vector512<long>*)LanePointName.Address(name) + row;
            int multiple = row < TLanes.RowCount ? multiples.Y < 0 ? -2 : multiples.Y : multiples.X;
            if (multiple != 0) *limbs = Row((Value(*limbs) % Fp.Modulus) + (multiple * Fp.Modulus));
        }
    }

    private static unsafe void IsInRange(nuint name)
    {
        BigInteger p = Fp.Modulus;
        for (int row = 0; row < TLanes.RowCount; row++)
        {
            Vector512<long> x = ((Vector512<long>*)LanePointName.XRow(name, TLanes.RowCount))[row], y = ((Vector512<long>*)LanePointName.Address(name))[row];
            Value(x).Should().BeGreaterThan(-p).And.BeLessThan(17 * p / 8);
            BigInteger.Abs(Value(y)).Should().BeLessThan(17 * p / 8);
            for (int limb = 0; limb < FpLanes.LimbCount; limb++)
            {
                Math.Abs(x[limb]).Should().BeLessThanOrEqualTo((1L << FpLanes.LimbBits) + 256);
                Math.Abs(y[limb]).Should().BeLessThanOrEqualTo((1L << FpLanes.LimbBits) + 256);
            }
        }
    }

    private static BigInteger Value(Vector512<long> row) =>
        Enumerable.Range(0, FpLanes.LimbCount).Aggregate(BigInteger.Zero, (sum, i) => sum + ((BigInteger)row[i] << (FpLanes.LimbBits * i)));

    private static Vector512<long> Row(BigInteger value) => Vector512.Create([.. Enumerable.Range(0, FpLanes.LimbCount).Select(i =>
        (long)(i == FpLanes.LimbCount - 1 ? value >> (FpLanes.LimbBits * i) : (value >> (FpLanes.LimbBits * i)) & ((1L << FpLanes.LimbBits) - 1)))]);

    private static void Agree(AffinePoint<TCurve, TField, Fr>[] points, Fr[] scalars)
    {
        JacobianPoint<TCurve, TField, Fr> expected = MultiScalarMultiplication.ComputeScalar<TCurve, TField, Fr>(points, scalars, new());
        LaneMultiScalarMultiplication<TCurve, TField, TLanes>.Compute(points, scalars, new() { MaxDegreeOfParallelism = 2 }).ToAffine().Should().Be(expected.ToAffine());
    }

    private static AffinePoint<TCurve, TField, Fr>[] Multiples(int count)
    {
        JacobianPoint<TCurve, TField, Fr>[] multiples = new JacobianPoint<TCurve, TField, Fr>[count];
        for (int i = 0; i < count; i++) multiples[i] = (i == 0 ? default : multiples[i - 1]) + Generator;
        return JacobianPoint<TCurve, TField, Fr>.BatchToAffine(multiples);
    }

    private static AffinePoint<TCurve, TField, Fr>[] Repeat(AffinePoint<TCurve, TField, Fr>[] points, int count) =>
        [.. Enumerable.Range(0, count).Select(i => points[i % points.Length])];
}
