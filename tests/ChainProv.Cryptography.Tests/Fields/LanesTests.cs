using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Fields;

public sealed class LanesTests
{
    public LanesTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void What_is_loaded_is_stored(string field) => Of(field).WhatIsLoadedIsStored();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void Arithmetic_is_that_of_the_field_in_every_lane(string field) => Of(field).ArithmeticIsThatOfTheField();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void Lanes_are_chosen_and_negated_by_their_masks(string field) => Of(field).LanesAreChosenByTheirMasks();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void A_product_is_exact_and_in_its_range_at_the_bounds_of_limbs_and_values(string field) => Of(field).ProductsAreExactAtTheirBounds();

    [Fact]
    public void A_sum_of_products_is_exact_and_in_its_range_at_the_bounds_of_limbs_and_values() => Of("Fp").SumsOfProductsAreExactAtTheirBounds();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void Contraction_keeps_the_residue_and_ends_between_minus_p_and_2p(string field) => Of(field).ContractionKeepsTheResidue();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void Multiples_of_p_are_zero_and_nothing_else_is(string field) => Of(field).MultiplesOfPAreZero();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void Reduction_leaves_the_canonical_limbs(string field) => Of(field).ReductionIsCanonical();

    [Theory, InlineData("Fp"), InlineData("Fr")]
    public void What_is_packed_is_reduced_whatever_its_limbs(string field) => Of(field).PackingReduces();

    private static unsafe ILaneClaims Of(string field) => field == "Fp"
        ? new LaneClaims<FpLanes, Fp>(Sampling.Fp, productBound: 1 << 12, limbBits: 52, limbProduct: (BigInteger)15 << 100, excess: 0, lowest: (-1, 64), highest: (129, 64), FpLanes.SumOfProducts)
        : new LaneClaims<FrLanes, Fr>(Sampling.Scalar, productBound: 16, limbBits: 53, limbProduct: BigInteger.One << 106, excess: 1 << 8, lowest: (-1, 2), highest: (5, 2));
}

public sealed class LanesSupportTests
{
    [Fact]
    public void Lanes_are_used_where_the_processor_has_them_and_they_are_not_turned_off() =>
        Lanes.IsSupported.Should().Be(!IsOff("AVX512") && !IsOff("AVX2") && !IsOff("HWIntrinsic") && Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported);

    [Fact]
    public void What_is_turned_off_is_not_supported()
    {
        if (IsOff("AVX512")) (Avx512F.IsSupported || Avx512DQ.IsSupported || Vector512.IsHardwareAccelerated).Should().BeFalse();
        if (IsOff("AVX2")) (Avx2.IsSupported || Bmi2.X64.IsSupported || Avx512F.IsSupported || Vector256.IsHardwareAccelerated).Should().BeFalse();
        if (IsOff("HWIntrinsic")) (Avx.IsSupported || Avx2.IsSupported || Bmi2.X64.IsSupported || Sse42.IsSupported || Avx512F.IsSupported).Should().BeFalse();
    }

    private static bool IsOff(string instructions) => Environment.GetEnvironmentVariable($"DOTNET_Enable{instructions}") == "0";
}

/// <summary>The claims about lanes; the types of lanes are no public types, so no test class can name them as its parameters.</summary>
internal interface ILaneClaims
{
    void WhatIsLoadedIsStored();

    void ArithmeticIsThatOfTheField();

    void LanesAreChosenByTheirMasks();

    void ProductsAreExactAtTheirBounds();

    void SumsOfProductsAreExactAtTheirBounds();

    void ContractionKeepsTheResidue();

    void MultiplesOfPAreZero();

    void ReductionIsCanonical();

    void PackingReduces();
}

internal unsafe delegate void LaneSum<TLanes>(TLanes* a, TLanes* b, int count, out TLanes result) where TLanes : unmanaged;

/// <summary>What lanes must satisfy: on elements as the scalar field does; on raw limbs, at their bounds, as integers do.</summary>
internal sealed class LaneClaims<TLanes, TField> : ILaneClaims
    where TLanes : unmanaged, IPrimeLanes<TLanes, TField>
    where TField : unmanaged, IPrimeField<TField>
{
    private const int Iterations = 400;

    private readonly Gen<TField[]> _elements;
    private readonly int _productBound, _limbBits, _excess;
    private readonly BigInteger _limbProduct;
    private readonly (int Numerator, int Denominator) _lowest, _highest;
    private readonly LaneSum<TLanes>? _sum;

    private static BigInteger P => TField.Modulus;

    private static BigInteger R => BigInteger.One << (TLanes.LimbBits * TLanes.LimbCount);

    /// <param name="element">Any element.</param>
    /// <param name="productBound">What |a·b| may be, in p².</param>
    /// <param name="limbBits">A limb of either is at most 2 to this.</param>
    /// <param name="limbProduct">What a limb of a times one of b may be.</param>
    /// <param name="excess">By how much each of the two limbs may be larger still.</param>
    /// <param name="lowest">What a product is above, in p.</param>
    /// <param name="highest">What a product is below, in p.</param>
    /// <param name="sum">Σ aᵢ·bᵢ.</param>
    public LaneClaims(Gen<TField> element, int productBound, int limbBits, BigInteger limbProduct, int excess, (int, int) lowest, (int, int) highest, LaneSum<TLanes>? sum = null)
    {
        _sum = sum;
        _elements = element.Array[Lanes.Count];
        (_productBound, _limbBits, _limbProduct, _excess, _lowest, _highest) = (productBound, limbBits, limbProduct, excess, lowest, highest);
    }

    public void WhatIsLoadedIsStored() => _elements.Sample(values => Stored(Loaded(values)).SequenceEqual(values), iter: Iterations);

    public void ArithmeticIsThatOfTheField() => Gen.Select(_elements, _elements).Sample((x, y) =>
    {
        TLanes a = Loaded(x), b = Loaded(y);
        TLanes.Add(a, b, out TLanes sum);
        TLanes.Subtract(a, b, out TLanes difference);
        TLanes.Negate(a, out TLanes negative);
        TLanes.Double(a, out TLanes twice);
        TLanes.Multiply(a, b, out TLanes product);
        TLanes.Square(a, out TLanes square);
        TLanes.Multiply(a, TLanes.One, out TLanes same);
        Stored(sum).Should().Equal(x.Zip(y, (u, v) => u + v));
        Stored(difference).Should().Equal(x.Zip(y, (u, v) => u - v));
        Stored(negative).Should().Equal(x.Select(u => -u));
        Stored(twice).Should().Equal(x.Select(u => u.Double()));
        Stored(product).Should().Equal(x.Zip(y, (u, v) => u * v));
        Stored(square).Should().Equal(x.Select(u => u * u));
        Stored(same).Should().Equal(x);

        TLanes.Multiply(a, b, out a);
        TLanes.Square(b, out b);
        Stored(a).Should().Equal(x.Zip(y, (u, v) => u * v), "a result may be an operand");
        Stored(b).Should().Equal(y.Select(u => u * u));
    }, iter: Iterations);

    public void LanesAreChosenByTheirMasks() => Gen.Select(_elements, _elements, Gen.Bool.Array[Lanes.Count]).Sample((x, y, chosen) =>
    {
        Vector512<long> mask = Vector512.Create(Array.ConvertAll(chosen, yes => yes ? -1L : 0));
        TLanes.Select(mask, Loaded(x), Loaded(y), out TLanes selected);
        TLanes.NegateWhere(mask, Loaded(x), out TLanes negated);
        Stored(selected).Should().Equal(chosen.Select((yes, i) => yes ? x[i] : y[i]));
        Stored(negated).Should().Equal(chosen.Select((yes, i) => yes ? -x[i] : x[i]));
    }, iter: Iterations);

    /// <summary>All full limbs at their largest and of one sign make the largest columns; the top limb then makes the value what it may be.</summary>
    public void ProductsAreExactAtTheirBounds() =>
        Gen.Select(Gen.Int[_limbBits - 5, _limbBits], Gen.Int[0, 10], Signs, Signs).Sample((bits, share, signsA, signsB) =>
        {
            // |a| ≤ 2^share·p, |b| ≤ bound/2^share·p.
            int shareBits = Math.Min(share, BitOperations.Log2((uint)_productBound));
            TLanes a = Extreme((BigInteger.One << bits) + _excess, signsA, P << shareBits);
            TLanes b = Extreme(BigInteger.Min(_limbProduct >> bits, BigInteger.One << _limbBits) + _excess, signsB, P * _productBound >> shareBits);
            TLanes.Multiply(a, b, out TLanes product);
            for (int lane = 0; lane < Lanes.Count; lane++) IsProduct(product, Value(a, lane) * Value(b, lane), lane);

            TLanes c = Extreme((BigInteger)Math.Sqrt((double)_limbProduct) + _excess, signsA, P * (int)Math.Sqrt(_productBound));
            TLanes.Square(c, out TLanes square);
            for (int lane = 0; lane < Lanes.Count; lane++) IsProduct(square, Value(c, lane) * Value(c, lane), lane);
        }, iter: Iterations);

    /// <summary>As for products: the sum over the terms of the limbs' products is 15·2^100, in columns of one sign at their largest.</summary>
    public unsafe void SumsOfProductsAreExactAtTheirBounds() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[98, 104], Signs, Signs, Signs).Sample((count, quarterBits, signsA, signsB, change) =>
        {
            // |a| ≤ 8p, |b| ≤ 2^9/count·p, limbs of a from 2^49 to 2^52.
            BigInteger limbA = (BigInteger)Math.Pow(2, quarterBits / 2.0), limbB = BigInteger.Min(BigInteger.One << 52, (15 * (BigInteger.One << 100) / count / limbA) - 1);
            TLanes* a = Lanes.Allocate<TLanes>((nuint)count), b = Lanes.Allocate<TLanes>((nuint)count);
            for (int k = 0; k < count; k++)
            {
                // Products of one sign, or of any.
                bool turned = k % 2 == 1 && change[0] != 0;
                a[k] = Extreme(limbA, turned ? [.. signsA.Select(sign => -sign)] : signsA, P * 8);
                b[k] = Extreme(limbB, turned && change[1] > 0 ? [.. signsB.Select(sign => -sign)] : signsB, P * (1 << 9) / count);
            }

            _sum!(a, b, count, out TLanes sum);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                BigInteger expected = 0;
                for (int k = 0; k < count; k++) expected += Value(a[k], lane) * Value(b[k], lane);
                IsProduct(sum, expected, lane);
            }

            Lanes.Free(a);
            Lanes.Free(b);
        }, iter: Iterations);

    public void ContractionKeepsTheResidue() => Gen.Select(Gen.OneOf(Gen.Int[-36, 36], Gen.Int[-384, 384]), Gen.Int[-3, 3], Gen.OneOfConst(-1, 1)).Sample((eighths, offset, spread) =>
    {
        BigInteger value = (P * eighths / 8) + (Math.Abs(eighths) is 36 or 384 ? 0 : offset);
        TLanes a = Raw(_ => value, carry: spread * 63);
        TLanes.Contract(a, out TLanes contracted);
        BigInteger result = Value(contracted, 3);
        ((result - value) % P).Should().Be(BigInteger.Zero);
        if (Math.Abs(eighths) <= 36) result.Should().BeGreaterThan(-P).And.BeLessThan(2 * P);
        BigInteger fifth = BigInteger.Abs(value) / 5;
        result.Should().BeGreaterThan(-fifth - (P / 4)).And.BeLessThan(fifth + (P * 5 / 4));
        for (int limb = 0; limb < TLanes.LimbCount - 1; limb++)
            Limb(contracted, limb, 3).Should().BeInRange(-256, (1L << TLanes.LimbBits) + 256);
    }, iter: Iterations);

    public void MultiplesOfPAreZero() => Gen.Select(Gen.Int[-15, 15].Array[Lanes.Count], Gen.Int[-63, 63], Gen.Int[0, 7]).Sample((multiples, carry, other) =>
    {
        TLanes.ZeroLanes(Raw(lane => P * multiples[lane], carry)).Should().Be(0xff);
        TLanes.ZeroLanes(Raw(lane => (P * multiples[lane]) + 1, carry)).Should().Be(0);

        // Its lowest limb is that of a multiple, but it is none.
        for (int limb = 1; limb < TLanes.LimbCount; limb++)
            TLanes.ZeroLanes(Raw(lane => (P * multiples[lane]) + (lane == other ? BigInteger.One << (TLanes.LimbBits * limb) : 0), carry)).Should().Be(0xffu & ~(1u << other));
    }, iter: Iterations);

    public void ReductionIsCanonical() => Gen.Select(Gen.Int[-4, 4], Gen.Int[-2, 2], _elements).Sample((multiple, offset, any) =>
    {
        BigInteger value = (P * multiple) + offset;
        TLanes a = Raw(lane => lane % 2 == 0 ? value : value + any[lane].ToBigInteger(), carry: 1);
        TLanes.Reduce(a, out TLanes reduced);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            BigInteger expected = Value(a, lane) % P;
            Value(reduced, lane).Should().Be(expected.Sign < 0 ? expected + P : expected);
            for (int limb = 0; limb < TLanes.LimbCount; limb++) Limb(reduced, limb, lane).Should().BeInRange(0, (1L << TLanes.LimbBits) - 1);
        }
    }, iter: Iterations);

    public void PackingReduces() => Gen.Select(Gen.Int[-1, 3], Gen.Int[-3, 3], Gen.Int[-1, 1], _elements).Sample((multiple, offset, carry, any) =>
    {
        // Near the multiples of p, with limbs that hide a sign from the top limb; and anywhere.
        BigInteger value = (P * multiple) + (multiple switch { -1 => 4 + offset, 3 => offset - 4, _ => offset });
        TLanes a = Raw(lane => lane % 2 == 0 ? value : (P * Math.Min(multiple, 2)) + any[lane].ToBigInteger(), carry);
        TLanes.Contract(Raw(_ => value - (value > 2 * P ? P : 0), carry), out TLanes contracted);
        foreach (TLanes lanes in new[] { a, contracted })
        {
            TField[] packed = new TField[Lanes.Count];
            TLanes.Pack(lanes, packed);
            TLanes.Unpack(packed, out TLanes unpacked);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                packed[lane].IsReduced.Should().BeTrue();
                BigInteger expected = Value(lanes, lane) % P;
                Value(unpacked, lane).Should().Be(expected.Sign < 0 ? expected + P : expected);
            }
        }
    }, iter: Iterations);

    private static Gen<int[]> Signs => Gen.OneOf(Gen.Const(1), Gen.Const(-1), Gen.Int[-1, 1]).Array[Lanes.Count];

    private void IsProduct(TLanes product, BigInteger expectedTimesR, int lane)
    {
        BigInteger value = Value(product, lane);
        (((value * R) - expectedTimesR) % P).Should().Be(BigInteger.Zero);
        (value * _lowest.Denominator).Should().BeGreaterThan(P * _lowest.Numerator);
        (value * _highest.Denominator).Should().BeLessThan(P * _highest.Numerator);
        for (int limb = 0; limb < TLanes.LimbCount - 1; limb++)
            Limb(product, limb, lane).Should().BeInRange(0, (1L << TLanes.LimbBits) - 1);
    }

    private static TLanes Loaded(TField[] values)
    {
        TLanes.Load(values, out TLanes lanes);
        return lanes;
    }

    private static TField[] Stored(TLanes lanes)
    {
        TField[] values = new TField[Lanes.Count];
        TLanes.Store(lanes, values);
        return values;
    }

    /// <summary>Full limbs of the given magnitude, lane by lane of one sign or (where 0) of alternating ones, and the top limb that brings the value to its bound.</summary>
    private static TLanes Extreme(BigInteger limb, int[] signs, BigInteger value)
    {
        TLanes lanes = default;
        Span<long> limbs = Limbs(ref lanes);
        int top = TLanes.LimbCount - 1;
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            BigInteger lower = 0;
            for (int i = 0; i < top; i++)
            {
                int sign = signs[lane] != 0 ? signs[lane] : i % 2 == 0 ? 1 : -1;
                limbs[(Lanes.Count * i) + lane] = sign * (long)limb;
                lower += sign * limb << (TLanes.LimbBits * i);
            }

            BigInteger sought = lane % 2 == 0 ? value : -value;
            BigInteger rest = BigInteger.Divide(sought - lower, BigInteger.One << (TLanes.LimbBits * top));
            limbs[(Lanes.Count * top) + lane] = (long)(rest - (rest.Sign * (BigInteger.Abs((rest << (TLanes.LimbBits * top)) + lower) > value ? 1 : 0)));
        }

        return lanes;
    }

    /// <summary>Values in nominal limbs, of which each then lends so much to the one below.</summary>
    private static TLanes Raw(Func<int, BigInteger> value, int carry)
    {
        TLanes lanes = default;
        Span<long> limbs = Limbs(ref lanes);
        int top = TLanes.LimbCount - 1;
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            BigInteger rest = value(lane);
            for (int i = 0; i <= top; i++)
            {
                BigInteger limb = i == top ? rest : rest & ((BigInteger.One << TLanes.LimbBits) - 1);
                limbs[(Lanes.Count * i) + lane] = (long)limb + (i < top ? (long)carry << TLanes.LimbBits : 0) - (i > 0 ? carry : 0);
                rest >>= TLanes.LimbBits;
            }
        }

        return lanes;
    }

    private static BigInteger Value(TLanes lanes, int lane)
    {
        BigInteger value = 0;
        for (int limb = TLanes.LimbCount - 1; limb >= 0; limb--) value = (value << TLanes.LimbBits) + Limb(lanes, limb, lane);
        return value;
    }

    private static long Limb(TLanes lanes, int limb, int lane) => Limbs(ref lanes)[(Lanes.Count * limb) + lane];

    private static Span<long> Limbs(ref TLanes lanes) => MemoryMarshal.Cast<TLanes, long>(new Span<TLanes>(ref lanes));
}
