// Written by KernelFieldGenerator.cs; change that, not this.
#nullable enable

using System.Runtime.CompilerServices;
using ILGPU.IR.Intrinsics;

namespace ChainProv.Gpu.Fields;

/// <summary>The scalar field of BLS12-381 in kernels: 4 words in Montgomery form (R = 2^256), always fully reduced.</summary>
internal struct KernelFr : IKernelField<KernelFr>
{
    public const int Limbs = 4;
    public const ulong P0 = 0xffffffff00000001;
    public const ulong P1 = 0x53bda402fffe5bfe;
    public const ulong P2 = 0x3339d80809a1d805;
    public const ulong P3 = 0x73eda753299d7d48;

    /// <summary>−p⁻¹ modulo 2³².</summary>
    public const uint NegativeInverse = 0xffffffff;

    public ulong L0, L1, L2, L3;

    public static KernelFr One => new() { L0 = 0x00000001fffffffe, L1 = 0x5884b7fa00034802, L2 = 0x998c4fefecbc4ff5, L3 = 0x1824b159acc5056f };

    public readonly bool IsZero => (L0 | L1 | L2 | L3) == 0;

    public static KernelFr operator +(KernelFr a, KernelFr b) => Add(a, b);

    public static KernelFr operator -(KernelFr a, KernelFr b) => Subtract(a, b);

    public static KernelFr operator *(KernelFr a, KernelFr b) => Multiply(a, b);

    public static KernelFr Square(KernelFr a) => Multiply(a, a);

    /// <summary>On CUDA a chain of carries: see <see cref="FieldIntrinsics"/>.</summary>
    [IntrinsicImplementation]
    public static KernelFr Add(KernelFr a, KernelFr b) => AddPortably(a, b);

    /// <inheritdoc cref="Add"/>
    [IntrinsicImplementation]
    public static KernelFr Subtract(KernelFr a, KernelFr b) => SubtractPortably(a, b);

    /// <inheritdoc cref="Add"/>
    [IntrinsicImplementation]
    public static KernelFr Multiply(KernelFr a, KernelFr b) => MultiplyPortably(a, b);

    public static KernelFr AddPortably(KernelFr a, KernelFr b)
    {
        ulong carry = 0;
        ulong s0 = a.L0 + b.L0 + carry;
        carry = ((a.L0 & b.L0) | ((a.L0 | b.L0) & ~s0)) >> 63;
        ulong s1 = a.L1 + b.L1 + carry;
        carry = ((a.L1 & b.L1) | ((a.L1 | b.L1) & ~s1)) >> 63;
        ulong s2 = a.L2 + b.L2 + carry;
        carry = ((a.L2 & b.L2) | ((a.L2 | b.L2) & ~s2)) >> 63;
        ulong s3 = a.L3 + b.L3 + carry;
        carry = ((a.L3 & b.L3) | ((a.L3 | b.L3) & ~s3)) >> 63;
        return ReduceOnce(s0, s1, s2, s3);
    }

    public static KernelFr SubtractPortably(KernelFr a, KernelFr b)
    {
        ulong borrow = 0, carry = 0, difference;
        ulong d0 = a.L0 - b.L0 - borrow;
        borrow = ((~a.L0 & b.L0) | (~(a.L0 ^ b.L0) & d0)) >> 63;
        ulong d1 = a.L1 - b.L1 - borrow;
        borrow = ((~a.L1 & b.L1) | (~(a.L1 ^ b.L1) & d1)) >> 63;
        ulong d2 = a.L2 - b.L2 - borrow;
        borrow = ((~a.L2 & b.L2) | (~(a.L2 ^ b.L2) & d2)) >> 63;
        ulong d3 = a.L3 - b.L3 - borrow;
        borrow = ((~a.L3 & b.L3) | (~(a.L3 ^ b.L3) & d3)) >> 63;
        ulong mask = 0 - borrow;
        difference = d0;
        d0 = difference + (P0 & mask) + carry;
        carry = ((difference & P0 & mask) | ((difference | (P0 & mask)) & ~d0)) >> 63;
        difference = d1;
        d1 = difference + (P1 & mask) + carry;
        carry = ((difference & P1 & mask) | ((difference | (P1 & mask)) & ~d1)) >> 63;
        difference = d2;
        d2 = difference + (P2 & mask) + carry;
        carry = ((difference & P2 & mask) | ((difference | (P2 & mask)) & ~d2)) >> 63;
        difference = d3;
        d3 = difference + (P3 & mask) + carry;
        carry = ((difference & P3 & mask) | ((difference | (P3 & mask)) & ~d3)) >> 63;
        return new() { L0 = d0, L1 = d1, L2 = d2, L3 = d3 };
    }

    /// <summary>Subtracts p once if the value is not below it. Input below 2p.</summary>
    private static KernelFr ReduceOnce(ulong l0, ulong l1, ulong l2, ulong l3)
    {
        ulong borrow = 0;
        ulong d0 = l0 - P0 - borrow;
        borrow = ((~l0 & P0) | (~(l0 ^ P0) & d0)) >> 63;
        ulong d1 = l1 - P1 - borrow;
        borrow = ((~l1 & P1) | (~(l1 ^ P1) & d1)) >> 63;
        ulong d2 = l2 - P2 - borrow;
        borrow = ((~l2 & P2) | (~(l2 ^ P2) & d2)) >> 63;
        ulong d3 = l3 - P3 - borrow;
        borrow = ((~l3 & P3) | (~(l3 ^ P3) & d3)) >> 63;
        ulong mask = 0 - borrow;
        return new() { L0 = d0 ^ ((d0 ^ l0) & mask), L1 = d1 ^ ((d1 ^ l1) & mask), L2 = d2 ^ ((d2 ^ l2) & mask), L3 = d3 ^ ((d3 ^ l3) & mask) };
    }

    /// <summary>Montgomery product in words of 32 bits, operand scanning without the extra carry word (the prime's top bit is clear: eprint 2022/1400, section 2).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static KernelFr MultiplyPortably(KernelFr a, KernelFr b)
    {
        ulong a0 = (uint)a.L0, t0 = 0;
        ulong a1 = a.L0 >> 32, t1 = 0;
        ulong a2 = (uint)a.L1, t2 = 0;
        ulong a3 = a.L1 >> 32, t3 = 0;
        ulong a4 = (uint)a.L2, t4 = 0;
        ulong a5 = a.L2 >> 32, t5 = 0;
        ulong a6 = (uint)a.L3, t6 = 0;
        ulong a7 = a.L3 >> 32, t7 = 0;
        ulong w, m, high, carry;

        ulong b0 = (uint)b.L0;
        w = (a0 * b0) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b0) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b0) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b0) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b0) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b0) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b0) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b0) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b1 = b.L0 >> 32;
        w = (a0 * b1) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b1) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b1) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b1) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b1) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b1) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b1) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b1) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b2 = (uint)b.L1;
        w = (a0 * b2) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b2) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b2) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b2) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b2) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b2) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b2) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b2) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b3 = b.L1 >> 32;
        w = (a0 * b3) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b3) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b3) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b3) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b3) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b3) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b3) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b3) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b4 = (uint)b.L2;
        w = (a0 * b4) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b4) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b4) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b4) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b4) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b4) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b4) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b4) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b5 = b.L2 >> 32;
        w = (a0 * b5) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b5) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b5) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b5) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b5) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b5) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b5) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b5) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b6 = (uint)b.L3;
        w = (a0 * b6) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b6) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b6) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b6) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b6) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b6) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b6) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b6) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        ulong b7 = b.L3 >> 32;
        w = (a0 * b7) + t0;
        high = w >> 32;
        t0 = (uint)w;
        m = (uint)(t0 * NegativeInverse);
        carry = ((m * 0x00000001) + t0) >> 32;
        w = (a1 * b7) + t1 + high;
        high = w >> 32;
        w = (m * 0xffffffff) + (uint)w + carry;
        carry = w >> 32;
        t0 = (uint)w;
        w = (a2 * b7) + t2 + high;
        high = w >> 32;
        w = (m * 0xfffe5bfe) + (uint)w + carry;
        carry = w >> 32;
        t1 = (uint)w;
        w = (a3 * b7) + t3 + high;
        high = w >> 32;
        w = (m * 0x53bda402) + (uint)w + carry;
        carry = w >> 32;
        t2 = (uint)w;
        w = (a4 * b7) + t4 + high;
        high = w >> 32;
        w = (m * 0x09a1d805) + (uint)w + carry;
        carry = w >> 32;
        t3 = (uint)w;
        w = (a5 * b7) + t5 + high;
        high = w >> 32;
        w = (m * 0x3339d808) + (uint)w + carry;
        carry = w >> 32;
        t4 = (uint)w;
        w = (a6 * b7) + t6 + high;
        high = w >> 32;
        w = (m * 0x299d7d48) + (uint)w + carry;
        carry = w >> 32;
        t5 = (uint)w;
        w = (a7 * b7) + t7 + high;
        high = w >> 32;
        w = (m * 0x73eda753) + (uint)w + carry;
        carry = w >> 32;
        t6 = (uint)w;
        t7 = high + carry;

        return ReduceOnce(t0 | (t1 << 32), t2 | (t3 << 32), t4 | (t5 << 32), t6 | (t7 << 32));
    }
}
