using System.Numerics;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Pairings;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Pairings;

/// <summary>The pairing in lanes gives what it gives without them.</summary>
public sealed unsafe class LanePairingTests : IDisposable
{
    private const int Extreme = 100;

    private readonly Fp12Lanes* _a = Lanes.Allocate<Fp12Lanes>(1), _b = Lanes.Allocate<Fp12Lanes>(1), _result = Lanes.Allocate<Fp12Lanes>(1);
    private readonly LaneTower _tower = new();

    public LanePairingTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    public void Dispose()
    {
        _tower.Dispose();
        Lanes.Free(_a);
        Lanes.Free(_b);
        Lanes.Free(_result);
    }

    private static Gen<Fp12> Element { get; } = Gen.OneOf(Sampling.Fp12, Gen.Const(Fp12.One), Gen.Const(Fp12.Zero), Gen.Const(-Fp12.One));

    /// <summary>The multiple of p that is added to each coordinate, or ±<see cref="Extreme"/>: all coordinates alike, or any.</summary>
    private static Gen<int[]> Slack { get; } = Gen.OneOf(
        Gen.OneOfConst(-Extreme, -6, 0, 5, Extreme).Array[12], Gen.OneOfConst(-Extreme, Extreme).Select(all => Enumerable.Repeat(all, 12).ToArray()));

    [Fact]
    public void A_product_is_the_product_whatever_multiples_of_p_are_in_it() => Gen.Select(Element, Element, Slack, Slack).Sample((a, b, slackA, slackB) =>
    {
        (a, b) = (Load(a, slackA, _a), Load(b, slackB, _b));
        _tower.Multiply(_a, _b, _result);
        Fp12 product = Stored(_result);
        _tower.Multiply(_a, _b, _a);
        return product == a * b && Stored(_a) == product;
    }, iter: 200, threads: 1);

    [Fact]
    public void A_square_is_the_square_whatever_multiples_of_p_are_in_it() => Gen.Select(Element, Slack).Sample((a, slack) =>
    {
        a = Load(a, slack, _a);
        _tower.Square(_a, _result);
        return Stored(_result) == a.Square();
    }, iter: 200, threads: 1);

    [Fact]
    public void A_product_with_a_line_is_the_product() => Gen.Select(Element, Slack, Sampling.Fp2, Sampling.Fp2, Sampling.Fp2, Slack).Sample((a, slack, g0, g2, g3, slackLine) =>
    {
        a = Load(a, slack, _a);
        Fp12 g = Load(new(new(g0, g2, Fp2.Zero), new(Fp2.Zero, g3, Fp2.Zero)), slackLine, _b);
        long* line = stackalloc long[8 * Lanes.Count];
        for (int i = 0; i < 6; i++)
        {
            long* coordinate = Coordinate(_b, i < 2 ? i : i + 2);
            for (int limb = 0; limb < FpLanes.LimbCount; limb++) line[(Lanes.Count * limb) + i] = coordinate[Lanes.Count * limb];
        }

        _tower.MultiplyByLine(_a, line, 1, _a);
        return Stored(_a) == a * new Fp12(new(g.C0.C0, g.C0.C1, Fp2.Zero), new(Fp2.Zero, g.C1.C1, Fp2.Zero));
    }, iter: 200, threads: 1);

    [Fact]
    public void Squares_in_the_cyclotomic_subgroup_are_squares_and_stay_in_their_bounds() => Gen.Select(Sampling.Fp12, Slack).Sample((any, slack) =>
    {
        if (any.IsZero) return;
        Fp12 expected = any.Conjugate() * any.Inverse();
        expected = expected.Frobenius(2) * expected;
        Load(expected, [.. slack.Select(multiple => Math.Abs(multiple) == Extreme ? 0 : multiple)], _a);
        CyclotomicLanes* running = (CyclotomicLanes*)_b;
        CyclotomicLanes.From(_a, running);
        for (int i = 0; i < 70; i++)
        {
            _tower.SquareCyclotomic(running);
            expected = CyclotomicSubgroup.Square(expected);
            CyclotomicLanes.To(running, _result);
            for (int coordinate = 0; coordinate < 12; coordinate++) Value(_result, coordinate).Should().BeInRange(-6 * Fp.Modulus, 6 * Fp.Modulus);
        }

        Stored(_result).Should().Be(expected);
        Fp12Lanes.Conjugate(_result);
        Stored(_result).Should().Be(expected.Conjugate());
    }, iter: 20, threads: 1);

    [Fact]
    public void The_final_exponentiation_is_that_without_lanes() => Sampling.Fp12.Sample(f =>
        f.IsZero || LaneFinalExponentiation.Compute(f) == FinalExponentiation.ComputeOneByOne(f), iter: 10);

    [Fact]
    public void A_power_is_that_without_lanes() => Gen.Select(Sampling.Fp12, Sampling.Scalar).Sample((any, exponent) =>
    {
        if (any.IsZero) return true;
        Fp12 f = any.Conjugate() * any.Inverse();
        f = f.Frobenius(2) * f;
        return CyclotomicSubgroup.PowZ(f) == CyclotomicSubgroup.PowZOneByOne(f)
            && CyclotomicSubgroup.Pow(f, exponent.ToBigInteger()) == f.Pow(exponent.ToBigInteger())
            && CyclotomicSubgroup.Pow(f, 0) == Fp12.One && CyclotomicSubgroup.Pow(f, 1) == f;
    }, iter: 10);

    public static TheoryData<int> Counts => [.. Enumerable.Range(0, 18)];

    [Theory, MemberData(nameof(Counts))]
    public void Both_ways_agree_on_so_many_pairs(int count) => Agree([.. Enumerable.Range(0, count).Select(_ => (Random(G1Affine.Generator), Random(G2Affine.Generator)))]);

    [Fact]
    public void Both_ways_agree_on_infinite_equal_and_opposite_points()
    {
        (G1Affine p, G2Affine q) = (Random(G1Affine.Generator), Random(G2Affine.Generator));
        (G1Affine P, G2Affine Q)[] special =
            [(p, q), (p, q), (p, G2Affine.Infinity), (-p, q), (G1Affine.Infinity, q), (p, -q), (G1Affine.Infinity, G2Affine.Infinity), (G1Affine.Generator, G2Affine.Generator)];
        Agree(special);
        Agree([.. special, .. special, .. special[..1]]);
        Agree([.. Enumerable.Repeat((p, q), 8)]);
        foreach ((G1Affine P, G2Affine Q) pair in special) Agree([pair]);
    }

    [Fact]
    public void Both_ways_agree_on_any_pairs() => Gen.Select(Sampling.G1, Sampling.G2).Array[0, 10].Sample(pairs =>
        Agree([.. pairs.Select(pair => (pair.Item1.ToAffine(), pair.Item2.ToAffine()))]), iter: 10);

    private static void Agree((G1Affine P, G2Affine Q)[] pairs)
    {
        (G1Affine P, PreparedG2 Q)[] oneByOne = [.. pairs.Select(pair => (pair.P, PreparedG2.OneByOne(pair.Q)))];
        Fp12 expected = FinalExponentiation.ComputeOneByOne(MillerLoop.ComputeOneByOne(oneByOne));
        LaneFinalExponentiation.Compute(LaneMillerLoop.Compute(pairs)).Should().Be(expected);
        foreach (PreparedG2[] prepared in (PreparedG2[][])[[.. pairs.Select(pair => new PreparedG2(pair.Q))], PreparedG2.All(pairs.Select(pair => pair.Q).ToArray()), [.. oneByOne.Select(pair => pair.Q)]])
        {
            (G1Affine P, PreparedG2 Q)[] preparedPairs = [.. pairs.Zip(prepared, (pair, q) => (pair.P, q))];
            LaneFinalExponentiation.Compute(LaneMillerLoop.Compute(preparedPairs)).Should().Be(expected);
            FinalExponentiation.ComputeOneByOne(MillerLoop.ComputeOneByOne(preparedPairs)).Should().Be(expected);
        }
    }

    private static G1Affine Random(G1Affine point) => (point * Fr.Random()).ToAffine();

    private static G2Affine Random(G2Affine point) => (point * Fr.Random()).ToAffine();

    /// <summary>Coordinates that are not reduced: with multiples of p added, or with limbs that are all as large, or as small, as they may be.</summary>
    private static Fp12 Load(Fp12 f, int[] slack, Fp12Lanes* result)
    {
        Fp12Lanes.Load(f, result);
        FpLanes.Reduce(result->Low, out result->Low);
        FpLanes.Reduce(result->High, out result->High);
        for (int i = 0; i < slack.Length; i++)
        {
            if (Math.Abs(slack[i]) < Extreme) SetCoordinate(result, i, Value(result, i) + (slack[i] * Fp.Modulus), null);
            else if (slack[i] > 0) SetCoordinate(result, i, 6 * Fp.Modulus, (1L << FpLanes.LimbBits) + (1 << 8));
            else SetCoordinate(result, i, -6 * Fp.Modulus, -(1L << FpLanes.LimbBits) - (1 << 8));
        }

        return Stored(result);
    }

    /// <summary>The value in nominal limbs, or in full limbs that are all the same and the top limb that comes nearest to it.</summary>
    private static void SetCoordinate(Fp12Lanes* f, int i, BigInteger value, long? fullLimb)
    {
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            long nominal = (long)(value & ((BigInteger.One << FpLanes.LimbBits) - 1));
            long part = limb == FpLanes.LimbCount - 1 ? (long)value : fullLimb ?? nominal;
            value = (value - part) >> FpLanes.LimbBits;
            Coordinate(f, i)[Lanes.Count * limb] = part;
            if (i >= Lanes.Count) Coordinate(f, i)[(Lanes.Count * limb) + 4] = part;
        }
    }

    private static long* Coordinate(Fp12Lanes* f, int i) => Fp12Lanes.Coordinate(f, i);

    private static BigInteger Value(Fp12Lanes* f, int i)
    {
        BigInteger value = 0;
        for (int limb = FpLanes.LimbCount - 1; limb >= 0; limb--) value = (value << FpLanes.LimbBits) + Coordinate(f, i)[Lanes.Count * limb];
        return value;
    }

    private static Fp12 Stored(Fp12Lanes* f)
    {
        // The two halves must agree as well.
        Span<Fp> high = stackalloc Fp[Lanes.Count];
        FpLanes.Store(f->High, high);
        high[..4].SequenceEqual(high[4..]).Should().BeTrue();
        return Fp12Lanes.Store(f);
    }
}
