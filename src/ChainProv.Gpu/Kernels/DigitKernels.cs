using ChainProv.Gpu.Fields;
using ILGPU;

namespace ChainProv.Gpu.Kernels;

/// <summary>Scalars to signed digits.</summary>
internal static class DigitKernels
{
    /// <summary>One scalar a thread: the smaller of s and r − s, which is at most (r − 1)/2, in base 2^w with digits in (−2^(w−1), 2^(w−1)].</summary>
    /// <param name="i">The scalar.</param>
    /// <param name="scalars">n scalars.</param>
    /// <param name="entries">One row of n entries a window.</param>
    /// <param name="windowBits">w.</param>
    /// <param name="windowCount">As many digits as a scalar can have.</param>
    public static void Recode(Index1D i, ArrayView<KernelFr> scalars, ArrayView<ulong> entries, int windowBits, int windowCount)
    {
        KernelFr s = scalars[i] * new KernelFr { L0 = 1 };
        KernelFr opposite = default(KernelFr) - s;
        bool isNegative = IsBelow(opposite, s);
        ulong l0 = isNegative ? opposite.L0 : s.L0, l1 = isNegative ? opposite.L1 : s.L1, l2 = isNegative ? opposite.L2 : s.L2, l3 = isNegative ? opposite.L3 : s.L3;

        uint mask = (1u << windowBits) - 1, half = 1u << (windowBits - 1), carry = 0;
        for (int window = 0; window < windowCount; window++)
        {
            uint digit = ((uint)l0 & mask) + carry;
            carry = digit > half ? 1u : 0;
            uint magnitude = digit > half ? (1u << windowBits) - digit : digit;
            entries[((long)window * scalars.Length) + i] = DigitEntry.Pack(window, windowBits, magnitude, isNegative ^ (digit > half), i);
            l0 = (l0 >> windowBits) | (l1 << (64 - windowBits));
            l1 = (l1 >> windowBits) | (l2 << (64 - windowBits));
            l2 = (l2 >> windowBits) | (l3 << (64 - windowBits));
            l3 >>= windowBits;
        }
    }

    private static bool IsBelow(KernelFr a, KernelFr b) =>
        a.L3 != b.L3 ? a.L3 < b.L3 : a.L2 != b.L2 ? a.L2 < b.L2 : a.L1 != b.L1 ? a.L1 < b.L1 : a.L0 < b.L0;
}
