using ChainProv.Gpu.Fields;
using ILGPU;

namespace ChainProv.Gpu.Kernels;

/// <summary>Butterflies of the number-theoretic transform, in place, up to three layers in registers; and what comes between two transforms.</summary>
/// <remarks>
/// Decimation in frequency leads from natural to bit-reversed order, decimation in time back, with the same kernels' mirror images. Neighbouring threads
/// work on neighbouring elements, and an element is a whole memory sector, so that every access is a full one. A table has ω⁰ … ω^(n/2−1).
/// </remarks>
internal static class TransformKernels
{
    /// <summary>Entries of the lower table of <see cref="Power"/>: a power of two.</summary>
    public const int LowPowers = 1024;

    /// <summary>Three layers of decimation in frequency, in blocks of eight spans.</summary>
    /// <param name="thread">Block·span + offset.</param>
    /// <param name="values">n values.</param>
    /// <param name="powers">The table.</param>
    /// <param name="logarithm">Of the span, the distance between a thread's eight elements.</param>
    public static void FrequencyEight(Index1D thread, ArrayView<KernelFr> values, ArrayView<KernelFr> powers, int logarithm)
    {
        long span = 1L << logarithm, offset = thread & (span - 1), start = ((thread - offset) << 3) + offset;
        long stride = (powers.Length >> 2) >> logarithm;
        KernelFr x0 = values[start], x1 = values[start + span], x2 = values[start + (2 * span)], x3 = values[start + (3 * span)];
        KernelFr x4 = values[start + (4 * span)], x5 = values[start + (5 * span)], x6 = values[start + (6 * span)], x7 = values[start + (7 * span)];

        KernelFr difference = x0 - x4;
        x0 += x4;
        x4 = difference * powers[offset * stride];
        difference = x1 - x5;
        x1 += x5;
        x5 = difference * powers[(offset + span) * stride];
        difference = x2 - x6;
        x2 += x6;
        x6 = difference * powers[(offset + (2 * span)) * stride];
        difference = x3 - x7;
        x3 += x7;
        x7 = difference * powers[(offset + (3 * span)) * stride];

        KernelFr power = powers[2 * offset * stride];
        difference = x0 - x2;
        x0 += x2;
        x2 = difference * power;
        difference = x4 - x6;
        x4 += x6;
        x6 = difference * power;
        power = powers[2 * (offset + span) * stride];
        difference = x1 - x3;
        x1 += x3;
        x3 = difference * power;
        difference = x5 - x7;
        x5 += x7;
        x7 = difference * power;

        power = powers[4 * offset * stride];
        values[start] = x0 + x1;
        values[start + span] = (x0 - x1) * power;
        values[start + (2 * span)] = x2 + x3;
        values[start + (3 * span)] = (x2 - x3) * power;
        values[start + (4 * span)] = x4 + x5;
        values[start + (5 * span)] = (x4 - x5) * power;
        values[start + (6 * span)] = x6 + x7;
        values[start + (7 * span)] = (x6 - x7) * power;
    }

    /// <summary>One layer of decimation in frequency. Arguments as in <see cref="FrequencyEight"/>, for two elements.</summary>
    public static void FrequencyTwo(Index1D thread, ArrayView<KernelFr> values, ArrayView<KernelFr> powers, int logarithm)
    {
        long span = 1L << logarithm, offset = thread & (span - 1), start = ((thread - offset) << 1) + offset;
        KernelFr a = values[start], b = values[start + span];
        values[start] = a + b;
        values[start + span] = (a - b) * powers[offset * (powers.Length >> logarithm)];
    }

    /// <summary>Three layers of decimation in time: <see cref="FrequencyEight"/> backwards.</summary>
    public static void TimeEight(Index1D thread, ArrayView<KernelFr> values, ArrayView<KernelFr> powers, int logarithm)
    {
        long span = 1L << logarithm, offset = thread & (span - 1), start = ((thread - offset) << 3) + offset;
        long stride = (powers.Length >> 2) >> logarithm;
        KernelFr power = powers[4 * offset * stride];
        KernelFr x0 = values[start], x1 = values[start + span] * power, x2 = values[start + (2 * span)], x3 = values[start + (3 * span)] * power;
        KernelFr x4 = values[start + (4 * span)], x5 = values[start + (5 * span)] * power, x6 = values[start + (6 * span)], x7 = values[start + (7 * span)] * power;

        KernelFr other = x1;
        x1 = x0 - other;
        x0 += other;
        other = x3;
        x3 = x2 - other;
        x2 += other;
        other = x5;
        x5 = x4 - other;
        x4 += other;
        other = x7;
        x7 = x6 - other;
        x6 += other;

        power = powers[2 * offset * stride];
        other = x2 * power;
        x2 = x0 - other;
        x0 += other;
        other = x6 * power;
        x6 = x4 - other;
        x4 += other;
        power = powers[2 * (offset + span) * stride];
        other = x3 * power;
        x3 = x1 - other;
        x1 += other;
        other = x7 * power;
        x7 = x5 - other;
        x5 += other;

        other = x4 * powers[offset * stride];
        values[start] = x0 + other;
        values[start + (4 * span)] = x0 - other;
        other = x5 * powers[(offset + span) * stride];
        values[start + span] = x1 + other;
        values[start + (5 * span)] = x1 - other;
        other = x6 * powers[(offset + (2 * span)) * stride];
        values[start + (2 * span)] = x2 + other;
        values[start + (6 * span)] = x2 - other;
        other = x7 * powers[(offset + (3 * span)) * stride];
        values[start + (3 * span)] = x3 + other;
        values[start + (7 * span)] = x3 - other;
    }

    /// <summary>One layer of decimation in time: <see cref="FrequencyTwo"/> backwards.</summary>
    public static void TimeTwo(Index1D thread, ArrayView<KernelFr> values, ArrayView<KernelFr> powers, int logarithm)
    {
        long span = 1L << logarithm, offset = thread & (span - 1), start = ((thread - offset) << 1) + offset;
        KernelFr a = values[start], b = values[start + span] * powers[offset * (powers.Length >> logarithm)];
        values[start] = a + b;
        values[start + span] = a - b;
    }

    /// <summary>Element i becomes low[i mod 1024]·high[i / 1024].</summary>
    public static void FillPowers(Index1D i, ArrayView<KernelFr> powers, ArrayView<KernelFr> low, ArrayView<KernelFr> high) => powers[i] = Power(i, low, high);

    /// <summary>Bit-reversed order to natural, or back, and element i of the natural order times its power.</summary>
    /// <param name="i">One of a pair that change places: the thread of the lower one moves both.</param>
    /// <param name="values">2^k values.</param>
    /// <param name="low">With <paramref name="high"/>, the powers.</param>
    /// <param name="high">See <see cref="Power"/>.</param>
    /// <param name="logarithm">k.</param>
    /// <param name="fromNatural">Whether the values are in natural order before, or after.</param>
    public static void ReverseAndScale(Index1D i, ArrayView<KernelFr> values, ArrayView<KernelFr> low, ArrayView<KernelFr> high, int logarithm, int fromNatural)
    {
        int j = Reverse(i, logarithm);
        if (j < i) return;
        KernelFr atI = values[i], atJ = values[j];
        values[j] = atI * Power(fromNatural == 1 ? i : j, low, high);
        if (j != i) values[i] = atJ * Power(fromNatural == 1 ? j : i, low, high);
    }

    /// <summary>Values in bit-reversed order, each times the power of its natural place.</summary>
    public static void ScaleReversed(Index1D i, ArrayView<KernelFr> values, ArrayView<KernelFr> low, ArrayView<KernelFr> high, int logarithm) =>
        values[i] *= Power(Reverse(i, logarithm), low, high);

    /// <summary>c = a·b.</summary>
    public static void Multiply(Index1D i, ArrayView<KernelFr> a, ArrayView<KernelFr> b, ArrayView<KernelFr> c) => c[i] = a[i] * b[i];

    /// <summary>c = a·b − c.</summary>
    public static void MultiplyLess(Index1D i, ArrayView<KernelFr> a, ArrayView<KernelFr> b, ArrayView<KernelFr> c) => c[i] = (a[i] * b[i]) - c[i];

    private static KernelFr Power(int i, ArrayView<KernelFr> low, ArrayView<KernelFr> high) => low[i & (LowPowers - 1)] * high[i / LowPowers];

    private static int Reverse(int value, int bits)
    {
        uint v = (uint)value;
        v = ((v >> 1) & 0x55555555) | ((v & 0x55555555) << 1);
        v = ((v >> 2) & 0x33333333) | ((v & 0x33333333) << 2);
        v = ((v >> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
        v = ((v >> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
        v = (v >> 16) | (v << 16);
        return bits == 0 ? 0 : (int)(v >> (32 - bits));
    }
}
