using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Scalars in base 2^w of the Eisenstein integers Z[ω], ω² + ω + 1 = 0, which act on the groups of the curve by φ: (x, y) ↦ (ωx, y).</summary>
/// <remarks>
/// <para>
/// φ is the multiplication by −z², and r = z⁴ − z² + 1 is the norm of π = z² + ω: a scalar k₀ + k₁z² is k₀ − k₁ω modulo π. Taken near zero it has a magnitude (square root of the
/// norm) below 0.6614·z² &lt; 0.891·2^127: half as many digits as the scalar has bits.
/// </para>
/// <para>
/// A digit is the element of least norm in its class modulo 2^w. The six units ±1, ±ω, ±ω² take it to a + bζ, ζ = 1 + ω, with a ≥ 1 and b ≥ 0: so a window of 2w bits has
/// 2^2w/6 buckets, where the signed digits of integers have 2^2w/2. A digit's magnitude is at most 2^w/√3. What is left before the last of n digits, n·w ≥ 128, is
/// thus below 0.891·2^(w−1) + 0.62 in magnitude, which for w > 3 is at most 2^(w−1), as for w = 3, where n·w = 129: that is less than half of 2^w, so it is the least of its class, and
/// nothing is carried out of the last digit.
/// </para>
/// </remarks>
internal sealed class EisensteinDigits
{
    public const int SmallestWindow = 3, LargestWindow = 10;

    private const int MagnitudeBits = RecodedScalars.RotationShift + 2, SignBit = MagnitudeBits, CarryBit = MagnitudeBits + 1;

    private static readonly BigInteger Square = CurveParameter.Z * CurveParameter.Z;

    /// <summary>z², ⌊z²/2⌋, ⌈3z²/4⌉ and ⌊2^254/z²⌋.</summary>
    private static readonly ulong[] SquareLimbs = Limbs(Square), HalfLimbs = Limbs(Square / 2), LargeLimbs = Limbs(((3 * Square) + 3) / 4), ReciprocalLimbs = Limbs((BigInteger.One << 254) / Square);

    private static readonly Lazy<EisensteinDigits>[] Systems =
        [.. Enumerable.Range(0, LargestWindow + 1).Select(window => new Lazy<EisensteinDigits>(() => new EisensteinDigits(window)))];

    /// <summary>For u + vω modulo 2^w at v·2^w + u: the digit's magnitude as <see cref="RecodedScalars"/> has it, its sign, and what is carried in u and in v.</summary>
    private readonly int[] _table;

    private EisensteinDigits(int window)
    {
        WindowBits = window;
        int size = 1 << window;
        int[] places = new int[size * size];
        _table = new int[size * size];
        List<(int A, int B)> buckets = [];
        for (int v = 0; v < size; v++)
        {
            for (int u = 0; u < size; u++)
            {
                (int carryU, int carryV) = LeastNorm(u, v, size);
                int entry = (carryU << CarryBit) | (carryV << (CarryBit + 1));
                if (u != 0 || v != 0)
                {
                    (int rotation, bool negative, int a, int b) = Turn(u - (carryU * size), v - (carryV * size));
                    ref int place = ref places[(a * size) + b];
                    if (place == 0)
                    {
                        buckets.Add((a, b));
                        place = buckets.Count;
                    }

                    entry |= place | (rotation << RecodedScalars.RotationShift) | (negative ? 1 << SignBit : 0);
                }

                _table[(v * size) + u] = entry;
            }
        }

        Weights = BucketWeights.From([.. buckets.Select(bucket => bucket.A)], [.. buckets.Select(bucket => bucket.B)]);
    }

    public int WindowBits { get; }

    public int WindowCount => CountWindows(WindowBits);

    /// <summary>A bucket's a, and its b.</summary>
    public BucketWeights Weights { get; }

    public static int CountWindows(int window) => (127 / window) + 1;

    /// <param name="window">w, from 3 to 10.</param>
    public static EisensteinDigits Of(int window) => Systems[window].Value;

    /// <summary>a·P + ζ·b·P from the sums along the two axes: ζ = −ω².</summary>
    public static JacobianPoint<TCurve, TField, Fr> Join<TCurve, TField>(JacobianPoint<TCurve, TField, Fr> a, JacobianPoint<TCurve, TField, Fr> b)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField> =>
        a + new JacobianPoint<TCurve, TField, Fr>(b.X * TCurve.CubeRoot.Square(), -b.Y, b.Z);

    /// <summary>Digit k of the i-th scalar goes to <paramref name="digits"/>[k·stride + i].</summary>
    /// <param name="scalars">Integers of at most (r − 1)/2 in magnitude.</param>
    /// <param name="positions">Which of them.</param>
    /// <param name="digits">As <see cref="RecodedScalars"/> has them.</param>
    /// <param name="stride">The distance from one digit of a scalar to its next.</param>
    public void Recode(SignedScalars scalars, ReadOnlySpan<int> positions, Span<int> digits, int stride)
    {
        Span<ulong> u = stackalloc ulong[3], v = stackalloc ulong[3], words = stackalloc ulong[2 * 3 * Lanes.Count];
        for (int start = 0; start < positions.Length; start += Lanes.Count)
        {
            int count = Math.Min(Lanes.Count, positions.Length - start);
            for (int i = 0; i < count; i++)
            {
                Split(scalars.Magnitude(positions[start + i]), scalars.IsNegative(positions[start + i]), u, v);
                for (int word = 0; word < 3; word++) (words[(Lanes.Count * word) + i], words[(Lanes.Count * (3 + word)) + i]) = (u[word], v[word]);
            }

            RecodeEight(words, digits[start..], stride, count);
        }
    }

    /// <summary>Eight scalars side by side, as each digit has to wait for the one before.</summary>
    /// <param name="words">The words of all u, the lowest first, and then of all v.</param>
    /// <param name="digits">The first digits, and behind them the others.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="count">How many of the eight there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RecodeEight(ReadOnlySpan<ulong> words, Span<int> digits, int stride, int count)
    {
        Vector512<ulong> u0 = Vector512.Create(words), u1 = Vector512.Create(words[Lanes.Count..]), u2 = Vector512.Create(words[(2 * Lanes.Count)..]);
        Vector512<ulong> v0 = Vector512.Create(words[(3 * Lanes.Count)..]), v1 = Vector512.Create(words[(4 * Lanes.Count)..]), v2 = Vector512.Create(words[(5 * Lanes.Count)..]);
        int window = WindowBits, opposite = 64 - window;
        Vector256<int> mask = Vector256.Create((1 << window) - 1), carryU = default, carryV = default;
        for (int k = 0; k < WindowCount; k++)
        {
            Vector256<int> sumU = (Low(u0) & mask) + carryU, sumV = (Low(v0) & mask) + carryV;
            Vector256<int> entries = Look(((sumV & mask) << window) | (sumU & mask));
            carryU = (sumU >> window) + ((entries >> CarryBit) & Vector256<int>.One);
            carryV = (sumV >> window) + (entries >> (CarryBit + 1));
            Vector256<int> magnitudes = entries & Vector256.Create((1 << MagnitudeBits) - 1), signs = entries << (31 - SignBit) >> 31;
            Vector256<int> signed = (magnitudes ^ signs) - signs;
            if (count == Lanes.Count) signed.CopyTo(digits[(k * stride)..]);
            else Some(signed, digits.Slice(k * stride, count));
            (u0, u1, u2) = ((u0 >>> window) | (u1 << opposite), (u1 >>> window) | (u2 << opposite), (u2.AsInt64() >> window).AsUInt64());
            (v0, v1, v2) = ((v0 >>> window) | (v1 << opposite), (v1 >>> window) | (v2 << opposite), (v2.AsInt64() >> window).AsUInt64());
        }
    }

    private static void Some(Vector256<int> eight, Span<int> target)
    {
        for (int i = 0; i < target.Length; i++) target[i] = eight[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Low(Vector512<ulong> words) => Vector512.Narrow(words, words).GetLower().AsInt32();

    /// <summary>Eight entries of the table. Processors gather more slowly than they load.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Look(Vector256<int> indices)
    {
        int[] entries = _table;
        return Vector256.Create(
            entries[indices[0]], entries[indices[1]], entries[indices[2]], entries[indices[3]], entries[indices[4]], entries[indices[5]], entries[indices[6]], entries[indices[7]]);
    }

    /// <summary>u + vω ≡ ±magnitude modulo π, in two's complement of 192 bits, with a norm of at most 7/16·z⁴ and a little.</summary>
    /// <remarks>k₀ and k₁ are at most z²/2 in magnitude; where both are positive and their sum is large, k₀ − z² and k₁ + 1 are nearer to zero.</remarks>
    private static void Split(ReadOnlySpan<ulong> magnitude, bool negative, Span<ulong> u, Span<ulong> v)
    {
        // k₁ from the reciprocal, rounded down and short by at most one.
        Span<ulong> product = stackalloc ulong[6];
        Multiply(ReciprocalLimbs.AsSpan(0, 2), magnitude, product);
        v[0] = (product[3] >> 62) | (product[4] << 2);
        v[1] = (product[4] >> 62) | (product[5] << 2);
        v[2] = 0;

        // k₀ = magnitude − k₁·z², which has less than 192 bits.
        Span<ulong> multiple = stackalloc ulong[4];
        Multiply(v[..2], SquareLimbs.AsSpan(0, 2), multiple);
        Subtract(magnitude, multiple, u);
        while (IsAbove(u, HalfLimbs)) Round(u, v);
        if (!IsNegative(u))
        {
            Span<ulong> sum = stackalloc ulong[3];
            ulong carry = 0;
            for (int i = 0; i < 3; i++) sum[i] = Limb.Add(u[i], v[i], ref carry);
            if (IsAbove(sum, LargeLimbs)) Round(u, v);
        }

        // k₀ − k₁ω, or its negative.
        Span<ulong> zero = [0, 0, 0];
        if (negative) Subtract(zero, u, u);
        else Subtract(zero, v, v);
    }

    /// <summary>The product, with as many limbs as both factors have.</summary>
    private static void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> product)
    {
        product.Clear();
        for (int i = 0; i < a.Length; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < b.Length; j++) product[i + j] = Limb.MultiplyAdd(a[i], b[j], product[i + j], ref carry);
            product[i + b.Length] = carry;
        }
    }

    private static void Round(Span<ulong> k0, Span<ulong> k1)
    {
        Subtract(k0, SquareLimbs, k0);
        ulong carry = 1;
        for (int i = 0; i < 3; i++) k1[i] = Limb.Add(k1[i], 0, ref carry);
    }

    /// <summary>Modulo 2^192.</summary>
    private static void Subtract(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> difference)
    {
        ulong borrow = 0;
        for (int i = 0; i < 3; i++) difference[i] = Limb.Subtract(a[i], b[i], ref borrow);
    }

    private static bool IsNegative(ReadOnlySpan<ulong> a) => (long)a[2] < 0;

    /// <summary>Whether a &gt; b, for a b that is not negative.</summary>
    private static bool IsAbove(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        if (IsNegative(a)) return false;
        for (int i = 2; i >= 0; i--)
            if (a[i] != b[i]) return a[i] > b[i];
        return false;
    }

    /// <summary>The carries for which (u − carry·size) + (v − carry·size)·ω has the least norm u² − uv + v².</summary>
    private static (int CarryU, int CarryV) LeastNorm(int u, int v, int size)
    {
        (int, int) best = default;
        long least = long.MaxValue;
        for (int carries = 0; carries < 4; carries++)
        {
            long x = u - (carries % 2 * size), y = v - (carries / 2 * size), norm = (x * x) - (x * y) + (y * y);
            if (norm >= least) continue;
            (best, least) = ((carries % 2, carries / 2), norm);
        }

        return best;
    }

    /// <summary>The unit (−1)ˢωᵏ and the a ≥ 1, b ≥ 0 for which u + vω is the unit times a + bζ.</summary>
    private static (int Rotation, bool Negative, int A, int B) Turn(int u, int v)
    {
        // After i turns by ω, what is left is ω^(3−i) away.
        for (int i = 0; i < 3; i++, (u, v) = (-v, u - v))
        {
            // u + vω = (u − v) + vζ.
            if (u - v >= 1 && v >= 0) return ((3 - i) % 3, false, u - v, v);
            if (v - u >= 1 && v <= 0) return ((3 - i) % 3, true, v - u, -v);
        }

        throw new ArgumentException("Zero has no direction.");
    }

    private static ulong[] Limbs(BigInteger value) => [.. Enumerable.Range(0, 3).Select(i => (ulong)((value >> (64 * i)) & ulong.MaxValue))];
}
