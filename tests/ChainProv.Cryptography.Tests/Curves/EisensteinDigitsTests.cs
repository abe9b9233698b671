using System.Numerics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Curves;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>Digits in Z[ω] stand for their scalar, and their buckets count what they should.</summary>
public sealed class EisensteinDigitsTests
{
    private static readonly BigInteger Square = CurveParameter.Z * CurveParameter.Z, Order = Fr.Modulus;

    public static TheoryData<int> Windows => [.. Enumerable.Range(EisensteinDigits.SmallestWindow, EisensteinDigits.LargestWindow - EisensteinDigits.SmallestWindow + 1)];

    /// <summary>Multiples of z² and halves of it, where rounding turns, and the ends.</summary>
    private static readonly Gen<BigInteger> Magnitude = Gen.OneOf(
        Sampling.Scalar.Select(s => BigInteger.Min(s.ToBigInteger(), Order - s.ToBigInteger())),
        Gen.Select(Sampling.Scalar, Gen.Int[0, 8], Gen.Int[-2, 2]).Select((s, eighths, offset) =>
            BigInteger.Max(0, BigInteger.Min((Order - 1) / 2, (s.ToBigInteger() % (Square / 2) * Square) + (eighths * Square / 8) + offset))),
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 8], Gen.Int[-2, 2]).Select((quarters, eighths, offset) =>
            BigInteger.Max(0, BigInteger.Min((Order - 1) / 2, (quarters * (Square / 8) * Square) + (eighths * Square / 8) + offset))),
        Gen.Const((Order - 1) / 2), Gen.Const(BigInteger.Zero));

    [Theory, MemberData(nameof(Windows))]
    public void Digits_stand_for_their_scalar_where_omega_is_minus_z_squared(int window) => Gen.Select(Magnitude, Gen.Bool).Array[1, 20].Sample(integers =>
    {
        EisensteinDigits system = EisensteinDigits.Of(window);
        (int A, int B)[] buckets = Weights(system);
        BigInteger[] values = [.. integers.Select(integer => integer.Item2 ? -integer.Item1 : integer.Item1)];
        int[] digits = new int[system.WindowCount * values.Length];
        SignedScalars scalars = SignedScalars.From<Fr>(values.Select(Fr.Reduce).ToArray(), new());
        system.Recode(scalars, [.. Enumerable.Range(0, values.Length)], digits, values.Length);

        for (int i = 0; i < values.Length; i++)
        {
            // u + vω, and with −z² for ω.
            (BigInteger u, BigInteger v) = (0, 0);
            for (int k = system.WindowCount - 1; k >= 0; k--)
            {
                (int x, int y) = Value(digits[(k * values.Length) + i], buckets);
                (u, v) = ((u << window) + x, (v << window) + y);
            }

            ((u - (v * Square) - values[i]) % Order).Should().Be(BigInteger.Zero);
            (16 * ((u * u) - (u * v) + (v * v))).Should().BeLessThan((7 * Square * Square) + (Square * 100), "it is near zero");
        }
    }, iter: 60);

    [Theory, MemberData(nameof(Windows))]
    public void Every_class_has_its_own_digit_of_least_norm_and_one_sixth_as_many_buckets(int window)
    {
        (int A, int B)[] buckets = Weights(EisensteinDigits.Of(window));
        int size = 1 << window;
        buckets.Should().OnlyHaveUniqueItems();
        buckets.Length.Should().BeInRange((size * size) / 6, (size * size / 6) + size);

        // The six relatives of all buckets, and zero, meet every class; what is least in one has no nearer neighbour.
        HashSet<int> classes = [0];
        foreach ((int a, int b) in buckets)
        {
            a.Should().BePositive();
            b.Should().BeGreaterThanOrEqualTo(0);
            (int u, int v) = (a + b, b);
            foreach ((int du, int dv) in new[] { (1, 0), (0, 1), (1, 1), (-1, 0), (0, -1), (-1, -1) })
                Norm(u + (du * size), v + (dv * size)).Should().BeGreaterThanOrEqualTo(Norm(u, v));
            for (int i = 0; i < 3; i++, (u, v) = (-v, u - v))
            {
                classes.Add(((v & (size - 1)) << window) | (u & (size - 1)));
                classes.Add(((-v & (size - 1)) << window) | (-u & (size - 1)));
            }
        }

        classes.Count.Should().Be(size * size);
    }

    [Fact]
    public void Omega_acts_as_minus_z_squared_on_both_groups()
    {
        Fr factor = Fr.Reduce(-Square);
        (G1Affine.Generator * factor).ToAffine().Should().Be(G1Affine.FromTrusted(G1Affine.Generator.X * Bls12381.G1.CubeRoot, G1Affine.Generator.Y));
        (G2Affine.Generator * factor).ToAffine().Should().Be(G2Affine.FromTrusted(G2Affine.Generator.X * Bls12381.G2.CubeRoot, G2Affine.Generator.Y));
    }

    private static long Norm(long u, long v) => (u * u) - (u * v) + (v * v);

    /// <summary>A bucket's a and b, from the order along either axis.</summary>
    private static (int A, int B)[] Weights(EisensteinDigits system)
    {
        (int A, int B)[] weights = new (int, int)[system.Weights.BucketCount];
        for (int axis = 0; axis < 2; axis++)
        {
            (int[] order, int[] lengths) = system.Weights.Axes[axis];
            for (int weight = 1, read = 0; weight <= lengths.Length; weight++)
            {
                for (int i = 0; i < lengths[weight - 1]; i++, read++)
                    weights[order[read]] = axis == 0 ? (weight, weights[order[read]].B) : (weights[order[read]].A, weight);
            }
        }

        return weights;
    }

    /// <summary>The digit as u + vω.</summary>
    private static (int U, int V) Value(int digit, (int A, int B)[] buckets)
    {
        if (digit == 0) return (0, 0);
        int magnitude = Math.Abs(digit);
        (int a, int b) = buckets[(magnitude & ((1 << RecodedScalars.RotationShift) - 1)) - 1];
        (int u, int v) = (a + b, b);
        for (int i = magnitude >> RecodedScalars.RotationShift; i > 0; i--) (u, v) = (-v, u - v);
        return digit > 0 ? (u, v) : (-u, -v);
    }
}
