using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Fields;

/// <summary>Eight elements of Fp2 side by side do what one does.</summary>
public sealed class Fp2LanesTests
{
    private const int Iterations = 300;

    private static readonly Gen<Fp2[]> Elements = Sampling.Fp2.Array[Lanes.Count];

    public Fp2LanesTests() => Assert.SkipUnless(Lanes.IsSupported, "This processor has no 512-bit vectors, or they are turned off.");

    [Fact]
    public void Arithmetic_is_that_of_the_field_in_every_lane() => Gen.Select(Elements, Elements).Sample((x, y) =>
    {
        Fp2Lanes a = Loaded(x), b = Loaded(y);
        Stored(a).Should().Equal(x);
        Fp2Lanes.Add(a, b, out Fp2Lanes sum);
        Fp2Lanes.Subtract(a, b, out Fp2Lanes difference);
        Fp2Lanes.Negate(a, out Fp2Lanes negative);
        Fp2Lanes.Double(a, out Fp2Lanes twice);
        Fp2Lanes.Contract(difference, out Fp2Lanes contracted);
        Stored(sum).Should().Equal(x.Zip(y, (u, v) => u + v));
        Stored(difference).Should().Equal(x.Zip(y, (u, v) => u - v));
        Stored(negative).Should().Equal(x.Select(u => -u));
        Stored(twice).Should().Equal(x.Select(u => u.Double()));
        Stored(contracted).Should().Equal(x.Zip(y, (u, v) => u - v));

        Fp2Lanes.Multiply(a, Fp2Lanes.One, out Fp2Lanes same);
        Stored(same).Should().Equal(x);
        Fp2Lanes.Multiply(a, b, out a);
        Fp2Lanes.Square(b, out b);
        Stored(a).Should().Equal(x.Zip(y, (u, v) => u * v), "a result may be an operand");
        Stored(b).Should().Equal(y.Select(u => u.Square()));
    }, iter: Iterations);

    [Fact]
    public void Lanes_are_chosen_negated_and_told_zero_one_by_one() => Gen.Select(Elements, Elements, Gen.Bool.Array[Lanes.Count]).Sample((x, y, chosen) =>
    {
        Vector512<long> mask = Vector512.Create(Array.ConvertAll(chosen, yes => yes ? -1L : 0));
        Fp2Lanes.Select(mask, Loaded(x), Loaded(y), out Fp2Lanes selected);
        Fp2Lanes.NegateWhere(mask, Loaded(x), out Fp2Lanes negated);
        Stored(selected).Should().Equal(chosen.Select((yes, i) => yes ? x[i] : y[i]));
        Stored(negated).Should().Equal(chosen.Select((yes, i) => yes ? -x[i] : x[i]));

        // Neither coordinate alone makes an element zero.
        Fp2[] some = [.. chosen.Select((yes, i) => yes ? default : i % 2 == 0 ? new Fp2(Fp.Zero, Fp.One) : new Fp2(Fp.One, Fp.Zero))];
        Fp2Lanes.Subtract(Loaded(some), Loaded(new Fp2[Lanes.Count]), out Fp2Lanes difference);
        Fp2Lanes.ZeroLanes(difference).Should().Be((uint)chosen.Select((yes, i) => yes ? 1 << i : 0).Sum());
    }, iter: Iterations);

    /// <summary>The largest operands that additions of points have: a slope, its denominator, differences of coordinates, each at its ends.</summary>
    [Fact]
    public void Products_are_right_and_in_range_at_the_ends_of_what_additions_of_points_multiply() =>
        Gen.Select(Elements, Elements, Gen.Int[-6, 6].Array[4], Gen.Int[-1, 1].Array[4]).Sample((x, y, multiples, carries) =>
        {
            Fp2Lanes a = Shifted(x, multiples[0], multiples[1], carries[0], carries[1]), b = Shifted(y, multiples[2], multiples[3], carries[2], carries[3]);
            Fp2Lanes.Multiply(a, b, out Fp2Lanes product);
            Fp2Lanes.Square(a, out Fp2Lanes square);
            Stored(product).Should().Equal(x.Zip(y, (u, v) => u * v));
            Stored(square).Should().Equal(x.Select(u => u.Square()));
            BigInteger p = Fp.Modulus;
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                foreach (Fp2Lanes lanes in new[] { product, square })
                {
                    Value(lanes, 0, lane).Should().BeGreaterThan(-p / 64).And.BeLessThan((2 * p) + (p / 64));
                    Value(lanes, 1, lane).Should().BeGreaterThan(-p / 64).And.BeLessThan((2 * p) + (p / 64));
                }
            }
        }, iter: Iterations);

    [Fact]
    public unsafe void What_is_scattered_is_gathered() => Elements.Sample(x =>
    {
        Fp2Lanes a = Loaded(x);
        byte* rows = Lanes.Allocate<byte>((nuint)(Lanes.Count * 3 * 64));
        nuint* addresses = stackalloc nuint[Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++) addresses[i] = (nuint)(rows + (64 * 3 * i));
        Fp2Lanes.Scatter(a, rows, 64 * 3);
        Fp2Lanes.Gather(addresses, out Fp2Lanes gathered);
        Limbs(ref gathered).SequenceEqual(Limbs(ref a)).Should().BeTrue();
        Lanes.Free(rows);
    }, iter: Iterations);

    private static Fp2Lanes Loaded(Fp2[] values)
    {
        Fp2Lanes.Load(values, out Fp2Lanes lanes);
        return lanes;
    }

    private static Fp2[] Stored(Fp2Lanes lanes)
    {
        Fp2[] values = new Fp2[Lanes.Count];
        Fp2Lanes.Store(lanes, values);
        return values;
    }

    /// <summary>With so many p more in either coordinate, and limbs that lend to their neighbours.</summary>
    private static Fp2Lanes Shifted(Fp2[] values, int multiple0, int multiple1, int carry0, int carry1)
    {
        Fp2Lanes lanes = Loaded(values);
        Span<long> limbs = Limbs(ref lanes);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            for (int coordinate = 0; coordinate < 2; coordinate++)
            {
                int multiple = coordinate == 0 ? multiple0 : multiple1, carry = coordinate == 0 ? carry0 : carry1;
                BigInteger rest = (Value(lanes, coordinate, lane) % Fp.Modulus) + (multiple * Fp.Modulus);
                for (int i = 0; i < FpLanes.LimbCount; i++)
                {
                    bool top = i == FpLanes.LimbCount - 1;
                    BigInteger limb = top ? rest : rest & ((BigInteger.One << FpLanes.LimbBits) - 1);
                    limbs[Place(coordinate, i, lane)] = (long)limb + (top ? 0 : (long)carry << FpLanes.LimbBits) - (i == 0 ? 0 : carry);
                    rest >>= FpLanes.LimbBits;
                }
            }
        }

        return lanes;
    }

    private static BigInteger Value(Fp2Lanes lanes, int coordinate, int lane)
    {
        BigInteger value = 0;
        for (int limb = FpLanes.LimbCount - 1; limb >= 0; limb--) value = (value << FpLanes.LimbBits) + Limbs(ref lanes)[Place(coordinate, limb, lane)];
        return value;
    }

    private static int Place(int coordinate, int limb, int lane) => (((coordinate * FpLanes.LimbCount) + limb) * Lanes.Count) + lane;

    private static Span<long> Limbs(ref Fp2Lanes lanes) => MemoryMarshal.Cast<Fp2Lanes, long>(new Span<Fp2Lanes>(ref lanes));
}
