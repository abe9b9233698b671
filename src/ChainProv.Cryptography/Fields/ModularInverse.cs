using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <summary>
/// Inverses modulo an odd prime by the divsteps of Bernstein and Yang ("Fast constant-time gcd computation", eprint 2019/266), in variable
/// time.
/// </summary>
/// <remarks>
/// Numbers are signed limbs of 62 bits, lowest first. Sixty-two divsteps depend only on the low limbs of f and g; they are collected in a matrix
/// (u v; q r), divided by 2^62, which is then applied to (f, g), and modulo p to (d, e). Throughout, d·x ≡ f and e·x ≡ g modulo p.
/// </remarks>
internal static class ModularInverse
{
    private const int LimbBits = 62;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    private readonly record struct Matrix(long U, long V, long Q, long R);

    /// <summary>Replaces the value, in [1, p), by its inverse; both as 64-bit limbs, lowest first.</summary>
    public static void Invert(Span<ulong> value, ReadOnlySpan<ulong> modulus, ulong negativeInverse)
    {
        int count = ((64 * value.Length) / LimbBits) + 1;
        Span<long> p = stackalloc long[count], f = stackalloc long[count], g = stackalloc long[count];
        Span<long> d = stackalloc long[count], e = stackalloc long[count];
        Split(modulus, p);
        p.CopyTo(f);
        Split(value, g);
        d.Clear();
        e.Clear();
        e[0] = 1;

        int eta = -1, length = count;
        while (g[..length].ContainsAnyExcept(0))
        {
            Matrix matrix = DivSteps(ref eta, (ulong)f[0], (ulong)g[0]);
            ApplyModulo(d, e, matrix, p, (0 - negativeInverse) & LimbMask);
            Apply(f[..length], g[..length], matrix);
            length = Shrink(f[..length], g[..length]);
        }

        // Now f = ±1, and d, in (−2p, p), is the inverse up to that sign.
        AddWhereNegative(d, p);
        if (f[length - 1] < 0) Negate(d);
        AddWhereNegative(d, p);
        Join(d, value);
    }

    private static Matrix DivSteps(ref int eta, ulong f, ulong g)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        int left = LimbBits;
        while (true)
        {
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0) return new((long)u, (long)v, (long)q, (long)r);

            ulong factor;
            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);

                // f(f² − 2) is −1/f modulo 2⁶: up to six bits of g vanish at once.
                factor = f * g * ((f * f) - 2) & Mask(Math.Min(eta + 1, left)) & 63;
            }
            else
            {
                // Here eta is small more often than not, and −1/f modulo 2⁴ is cheaper still.
                ulong inverse = f + (((f + 1) & 4) << 1);
                factor = (0 - inverse) * g & Mask(Math.Min(eta + 1, left)) & 15;
            }

            g += f * factor;
            q += u * factor;
            r += v * factor;
        }
    }

    private static ulong Mask(int bits) => ulong.MaxValue >> (64 - bits);

    /// <summary>(f, g) times the matrix; the division by 2^62 is exact.</summary>
    private static void Apply(Span<long> f, Span<long> g, Matrix m)
    {
        Int128 cf = (Math.BigMul(m.U, f[0]) + Math.BigMul(m.V, g[0])) >> LimbBits, cg = (Math.BigMul(m.Q, f[0]) + Math.BigMul(m.R, g[0])) >> LimbBits;
        for (int i = 1; i < f.Length; i++)
        {
            cf += Math.BigMul(m.U, f[i]) + Math.BigMul(m.V, g[i]);
            cg += Math.BigMul(m.Q, f[i]) + Math.BigMul(m.R, g[i]);
            f[i - 1] = (long)((ulong)cf & LimbMask);
            g[i - 1] = (long)((ulong)cg & LimbMask);
            cf >>= LimbBits;
            cg >>= LimbBits;
        }

        f[^1] = (long)cf;
        g[^1] = (long)cg;
    }

    /// <summary>
    /// (d, e) times the matrix, with the multiples of p added that make the division by 2^62 exact and keep the range (−2p, p).
    /// </summary>
    private static void ApplyModulo(Span<long> d, Span<long> e, Matrix m, ReadOnlySpan<long> p, ulong inverse)
    {
        long signD = d[^1] >> 63, signE = e[^1] >> 63;
        long multipleD = (m.U & signD) + (m.V & signE), multipleE = (m.Q & signD) + (m.R & signE);
        Int128 cd = Math.BigMul(m.U, d[0]) + Math.BigMul(m.V, e[0]), ce = Math.BigMul(m.Q, d[0]) + Math.BigMul(m.R, e[0]);
        multipleD -= (long)(((inverse * (ulong)cd) + (ulong)multipleD) & LimbMask);
        multipleE -= (long)(((inverse * (ulong)ce) + (ulong)multipleE) & LimbMask);
        cd = (cd + Math.BigMul(p[0], multipleD)) >> LimbBits;
        ce = (ce + Math.BigMul(p[0], multipleE)) >> LimbBits;
        for (int i = 1; i < d.Length; i++)
        {
            cd += Math.BigMul(m.U, d[i]) + Math.BigMul(m.V, e[i]) + Math.BigMul(p[i], multipleD);
            ce += Math.BigMul(m.Q, d[i]) + Math.BigMul(m.R, e[i]) + Math.BigMul(p[i], multipleE);
            d[i - 1] = (long)((ulong)cd & LimbMask);
            e[i - 1] = (long)((ulong)ce & LimbMask);
            cd >>= LimbBits;
            ce >>= LimbBits;
        }

        d[^1] = (long)cd;
        e[^1] = (long)ce;
    }

    /// <summary>Drops the top limbs where they only repeat the sign, which moves into the limb below.</summary>
    private static int Shrink(Span<long> f, Span<long> g)
    {
        int length = f.Length;
        while (length > 1 && f[length - 1] is 0 or -1 && g[length - 1] is 0 or -1)
        {
            f[length - 2] |= f[length - 1] << LimbBits;
            g[length - 2] |= g[length - 1] << LimbBits;
            length--;
        }

        return length;
    }

    private static void AddWhereNegative(Span<long> d, ReadOnlySpan<long> p)
    {
        if (d[^1] >= 0) return;
        for (int i = 0; i < d.Length; i++) d[i] += p[i];
        Carry(d);
    }

    private static void Negate(Span<long> d)
    {
        for (int i = 0; i < d.Length; i++) d[i] = -d[i];
        Carry(d);
    }

    private static void Carry(Span<long> d)
    {
        for (int i = 0; i + 1 < d.Length; i++)
        {
            d[i + 1] += d[i] >> LimbBits;
            d[i] &= (long)LimbMask;
        }
    }

    private static void Split(ReadOnlySpan<ulong> words, Span<long> limbs)
    {
        for (int i = 0; i < limbs.Length; i++)
        {
            int word = (i * LimbBits) / 64, shift = (i * LimbBits) % 64;
            ulong bits = word < words.Length ? words[word] >> shift : 0;
            if (shift > 64 - LimbBits && word + 1 < words.Length) bits |= words[word + 1] << (64 - shift);
            limbs[i] = (long)(bits & LimbMask);
        }
    }

    private static void Join(ReadOnlySpan<long> limbs, Span<ulong> words)
    {
        words.Clear();
        for (int i = 0; i < limbs.Length; i++)
        {
            int word = (i * LimbBits) / 64, shift = (i * LimbBits) % 64;
            if (word < words.Length) words[word] |= (ulong)limbs[i] << shift;
            if (shift > 64 - LimbBits && word + 1 < words.Length) words[word + 1] |= (ulong)limbs[i] >> (64 - shift);
        }
    }
}
