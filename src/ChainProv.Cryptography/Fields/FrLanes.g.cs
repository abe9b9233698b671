// Written by LaneFieldGenerator.cs; change that, not this.
#nullable enable

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Integers = System.Runtime.Intrinsics.Vector512<long>;
using Reals = System.Runtime.Intrinsics.Vector512<double>;

namespace ChainProv.Cryptography.Fields;

/// <summary>Eight elements of Fr side by side, lazily reduced: 5 signed limbs of nominally 52 bits, Montgomery form with R = 2^260.</summary>
/// <remarks>
/// Multiplication wants limbs of magnitude at most 2^53 + 2^8, and |a·b| ≤ 16·r².
/// Its result has full limbs in [0, 2^52), a signed top limb, and a value between −r/2 and 5r/2.
/// </remarks>
internal unsafe partial struct FrLanes : IPrimeLanes<FrLanes, Fr>
{
    public static int LimbCount => 5;

    public static int LimbBits => 52;

    private Integers _0, _1, _2, _3, _4;

    private struct ConstantTable
    {
        public Integers Mask, Bias, NegativeInverse, P0, M0, P1, M1, P2, M2, P3, M3, P4, M4;
        public Reals RealP0, RealM0, RealP1, RealM1, RealP2, RealM2, RealP3, RealM3, RealP4, RealM4;
        public FrLanes One, LoadFactor, StoreFactor;
    }

    private static readonly ConstantTable* Table = CreateTable();

    private static ConstantTable* CreateTable()
    {
        ConstantTable* table = Lanes.Allocate<ConstantTable>(1);
        table->Mask = Vector512.Create(0xfffffffffffffL);
        table->Bias = Vector512.Create(3894222643901120721397872246915072d).AsInt64();
        table->NegativeInverse = Vector512.Create(0xffffeffffffffL);
        table->P0 = Vector512.Create(0xfffff00000001L);
        table->RealP0 = Vector512.Create(4503595332403201d);
        table->P1 = Vector512.Create(0x2fffe5bfefffL);
        table->RealP1 = Vector512.Create(52776117727231d);
        table->P2 = Vector512.Create(0x9a1d80553bda4L);
        table->RealP2 = Vector512.Create(2711223964777892d);
        table->P3 = Vector512.Create(0x7d483339d8080L);
        table->RealP3 = Vector512.Create(2203984808738944d);
        table->P4 = Vector512.Create(0x73eda753299dL);
        table->RealP4 = Vector512.Create(127464551688605d);
        table->M0 = Vector512.Create(0xfdfff1a402001L);
        table->RealM0 = Vector512.Create(4468411400724481d);
        table->M1 = Vector512.Create(0x2d083dd6c33ffL);
        table->RealM1 = Vector512.Create(792214727570431d);
        table->M2 = Vector512.Create(0x44cd43798bcceL);
        table->RealM2 = Vector512.Create(1210374256377038d);
        table->M3 = Vector512.Create(0x436f80f0223a9L);
        table->RealM3 = Vector512.Create(1186338938430377d);
        table->M4 = Vector512.Create(0x73eda0144f28L);
        table->RealM4 = Vector512.Create(127464430128936d);
        table->One._0 = Vector512.Create(0x22ffffffddL);
        table->One._1 = Vector512.Create(0x9700396c23000L);
        table->One._2 = Vector512.Create(0xedf77458d1293L);
        table->One._3 = Vector512.Create(0xdf20ff1776e6aL);
        table->One._4 = Vector512.Create(0x26821fa14f77L);
        table->LoadFactor._0 = Vector512.Create(0x234fffffdcbL);
        table->LoadFactor._1 = Vector512.Create(0x61039ef635000L);
        table->LoadFactor._2 = Vector512.Create(0xdce3c3e2e7505L);
        table->LoadFactor._3 = Vector512.Create(0x7fa6f1563642bL);
        table->LoadFactor._4 = Vector512.Create(0x247db575276aL);
        table->StoreFactor._0 = Vector512.Create(0x1fffffffeL);
        table->StoreFactor._1 = Vector512.Create(0xfa00034802000L);
        table->StoreFactor._2 = Vector512.Create(0xcbc4ff55884b7L);
        table->StoreFactor._3 = Vector512.Create(0x56f998c4fefeL);
        table->StoreFactor._4 = Vector512.Create(0x1824b159acc5L);
        return table;
    }

    public static ref readonly FrLanes One => ref Table->One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(in FrLanes a, out FrLanes result)
    {
        result._0 = a._0;
        result._1 = a._1;
        result._2 = a._2;
        result._3 = a._3;
        result._4 = a._4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in FrLanes a, in FrLanes b, out FrLanes result)
    {
        result._0 = a._0 + b._0;
        result._1 = a._1 + b._1;
        result._2 = a._2 + b._2;
        result._3 = a._3 + b._3;
        result._4 = a._4 + b._4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in FrLanes a, in FrLanes b, out FrLanes result)
    {
        result._0 = a._0 - b._0;
        result._1 = a._1 - b._1;
        result._2 = a._2 - b._2;
        result._3 = a._3 - b._3;
        result._4 = a._4 - b._4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(in FrLanes a, out FrLanes result)
    {
        result._0 = a._0 + a._0;
        result._1 = a._1 + a._1;
        result._2 = a._2 + a._2;
        result._3 = a._3 + a._3;
        result._4 = a._4 + a._4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(in FrLanes a, out FrLanes result)
    {
        result._0 = -a._0;
        result._1 = -a._1;
        result._2 = -a._2;
        result._3 = -a._3;
        result._4 = -a._4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NegateWhere(Integers mask, in FrLanes a, out FrLanes result)
    {
        result._0 = (a._0 ^ mask) - mask;
        result._1 = (a._1 ^ mask) - mask;
        result._2 = (a._2 ^ mask) - mask;
        result._3 = (a._3 ^ mask) - mask;
        result._4 = (a._4 ^ mask) - mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rotate(in FrLanes a, [ConstantExpected] byte lanes, out FrLanes result)
    {
        result._0 = Avx512F.AlignRight64(a._0, a._0, lanes);
        result._1 = Avx512F.AlignRight64(a._1, a._1, lanes);
        result._2 = Avx512F.AlignRight64(a._2, a._2, lanes);
        result._3 = Avx512F.AlignRight64(a._3, a._3, lanes);
        result._4 = Avx512F.AlignRight64(a._4, a._4, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Integers mask, in FrLanes a, in FrLanes b, out FrLanes result)
    {
        result._0 = (a._0 & mask) | Vector512.AndNot(b._0, mask);
        result._1 = (a._1 & mask) | Vector512.AndNot(b._1, mask);
        result._2 = (a._2 & mask) | Vector512.AndNot(b._2, mask);
        result._3 = (a._3 & mask) | Vector512.AndNot(b._3, mask);
        result._4 = (a._4 & mask) | Vector512.AndNot(b._4, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Multiply(in FrLanes a, in FrLanes b, out FrLanes result)
    {
        ConstantTable* table = Table;
        Integers mask = table->Mask, bias = table->Bias, integer, places;
        Reals real;
        byte* memory = stackalloc byte[64 * 7];
        Reals* reals = (Reals*)(((nuint)memory + 63) & ~(nuint)63);
        reals[0] = Vector512.ConvertToDouble(b._0);
        reals[1] = Vector512.ConvertToDouble(b._1);
        reals[2] = Vector512.ConvertToDouble(b._2);
        reals[3] = Vector512.ConvertToDouble(b._3);
        reals[4] = Vector512.ConvertToDouble(b._4);

        Integers a0 = a._0;
        Reals r0 = Vector512.ConvertToDouble(a0);
        Integers a1 = a._1;
        Reals r1 = Vector512.ConvertToDouble(a1);
        integer = b._0;
        real = reals[0];
        Reals h0 = Vector512.FusedMultiplyAdd(r0, real, bias.AsDouble());
        Integers l0 = a0 * integer;
        Reals h1 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l1 = a1 * integer;
        integer = b._1;
        real = reals[1];
        h1 = Vector512.FusedMultiplyAdd(r0, real, h1);
        l1 += a0 * integer;
        Reals h2 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l2 = a1 * integer;
        integer = b._2;
        real = reals[2];
        h2 = Vector512.FusedMultiplyAdd(r0, real, h2);
        l2 += a0 * integer;
        Reals h3 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l3 = a1 * integer;
        integer = b._3;
        real = reals[3];
        h3 = Vector512.FusedMultiplyAdd(r0, real, h3);
        l3 += a0 * integer;
        Reals h4 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l4 = a1 * integer;
        integer = b._4;
        real = reals[4];
        h4 = Vector512.FusedMultiplyAdd(r0, real, h4);
        l4 += a0 * integer;
        Reals h5 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l5 = a1 * integer;
        Integers q0 = l0 & mask;
        Reals s0 = Vector512.ConvertToDouble(q0);
        integer = table->M0;
        real = table->RealM0;
        h1 = Vector512.FusedMultiplyAdd(s0, real, h1);
        l1 += q0 * integer;
        places = h0.AsInt64();
        l1 += ((l0 - (places << 59)) >> 52) + ((places - bias) << 7);
        Integers q1 = l1 & mask;
        Reals s1 = Vector512.ConvertToDouble(q1);
        integer = table->M1;
        real = table->RealM1;
        h2 = Vector512.FusedMultiplyAdd(s0, real, h2);
        l2 += q0 * integer;
        integer = table->M0;
        real = table->RealM0;
        h2 = Vector512.FusedMultiplyAdd(s1, real, h2);
        l2 += q1 * integer;
        places = h1.AsInt64();
        l2 += ((l1 - (places << 59)) >> 52) + ((places - bias) << 7);
        integer = table->M1;
        real = table->RealM1;
        h3 = Vector512.FusedMultiplyAdd(s1, real, h3);
        l3 += q1 * integer;
        integer = table->M2;
        real = table->RealM2;
        h3 = Vector512.FusedMultiplyAdd(s0, real, h3);
        l3 += q0 * integer;
        h4 = Vector512.FusedMultiplyAdd(s1, real, h4);
        l4 += q1 * integer;
        integer = table->M3;
        real = table->RealM3;
        h4 = Vector512.FusedMultiplyAdd(s0, real, h4);
        l4 += q0 * integer;
        h5 = Vector512.FusedMultiplyAdd(s1, real, h5);
        l5 += q1 * integer;
        integer = table->M4;
        real = table->RealM4;
        h5 = Vector512.FusedMultiplyAdd(s0, real, h5);
        l5 += q0 * integer;
        Reals h6 = Vector512.FusedMultiplyAdd(s1, real, bias.AsDouble());
        Integers l6 = q1 * integer;
        reals[5] = s1;

        Integers a2 = a._2;
        Reals r2 = Vector512.ConvertToDouble(a2);
        Integers a3 = a._3;
        Reals r3 = Vector512.ConvertToDouble(a3);
        integer = b._0;
        real = reals[0];
        h2 = Vector512.FusedMultiplyAdd(r2, real, h2);
        l2 += a2 * integer;
        h3 = Vector512.FusedMultiplyAdd(r3, real, h3);
        l3 += a3 * integer;
        integer = b._1;
        real = reals[1];
        h3 = Vector512.FusedMultiplyAdd(r2, real, h3);
        l3 += a2 * integer;
        h4 = Vector512.FusedMultiplyAdd(r3, real, h4);
        l4 += a3 * integer;
        integer = b._2;
        real = reals[2];
        h4 = Vector512.FusedMultiplyAdd(r2, real, h4);
        l4 += a2 * integer;
        h5 = Vector512.FusedMultiplyAdd(r3, real, h5);
        l5 += a3 * integer;
        integer = b._3;
        real = reals[3];
        h5 = Vector512.FusedMultiplyAdd(r2, real, h5);
        l5 += a2 * integer;
        h6 = Vector512.FusedMultiplyAdd(r3, real, h6);
        l6 += a3 * integer;
        integer = b._4;
        real = reals[4];
        h6 = Vector512.FusedMultiplyAdd(r2, real, h6);
        l6 += a2 * integer;
        Reals h7 = Vector512.FusedMultiplyAdd(r3, real, bias.AsDouble());
        Integers l7 = a3 * integer;
        Integers q2 = l2 & mask;
        Reals s2 = Vector512.ConvertToDouble(q2);
        integer = table->M0;
        real = table->RealM0;
        h3 = Vector512.FusedMultiplyAdd(s2, real, h3);
        l3 += q2 * integer;
        places = h2.AsInt64();
        l3 += ((l2 - (places << 59)) >> 52) + ((places - bias) << 7);
        Integers q3 = l3 & mask;
        Reals s3 = Vector512.ConvertToDouble(q3);
        integer = table->M1;
        real = table->RealM1;
        h4 = Vector512.FusedMultiplyAdd(s2, real, h4);
        l4 += q2 * integer;
        integer = table->M0;
        real = table->RealM0;
        h4 = Vector512.FusedMultiplyAdd(s3, real, h4);
        l4 += q3 * integer;
        places = h3.AsInt64();
        l4 += ((l3 - (places << 59)) >> 52) + ((places - bias) << 7);
        integer = table->M1;
        real = table->RealM1;
        h5 = Vector512.FusedMultiplyAdd(s3, real, h5);
        l5 += q3 * integer;
        integer = table->M2;
        real = table->RealM2;
        h5 = Vector512.FusedMultiplyAdd(s2, real, h5);
        l5 += q2 * integer;
        h6 = Vector512.FusedMultiplyAdd(s3, real, h6);
        l6 += q3 * integer;
        integer = table->M3;
        real = table->RealM3;
        h6 = Vector512.FusedMultiplyAdd(s2, real, h6);
        l6 += q2 * integer;
        h7 = Vector512.FusedMultiplyAdd(s3, real, h7);
        l7 += q3 * integer;
        integer = table->M4;
        real = table->RealM4;
        h7 = Vector512.FusedMultiplyAdd(s2, real, h7);
        l7 += q2 * integer;
        Reals h8 = Vector512.FusedMultiplyAdd(s3, real, bias.AsDouble());
        Integers l8 = q3 * integer;
        reals[5] = s3;

        Integers a4 = a._4;
        Reals r4 = Vector512.ConvertToDouble(a4);
        integer = b._0;
        real = reals[0];
        h4 = Vector512.FusedMultiplyAdd(r4, real, h4);
        l4 += a4 * integer;
        integer = b._1;
        real = reals[1];
        h5 = Vector512.FusedMultiplyAdd(r4, real, h5);
        l5 += a4 * integer;
        integer = b._2;
        real = reals[2];
        h6 = Vector512.FusedMultiplyAdd(r4, real, h6);
        l6 += a4 * integer;
        integer = b._3;
        real = reals[3];
        h7 = Vector512.FusedMultiplyAdd(r4, real, h7);
        l7 += a4 * integer;
        integer = b._4;
        real = reals[4];
        h8 = Vector512.FusedMultiplyAdd(r4, real, h8);
        l8 += a4 * integer;
        Integers q4 = (l4 * table->NegativeInverse) & mask;
        Reals s4 = Vector512.ConvertToDouble(q4);
        h4 = Vector512.FusedMultiplyAdd(s4, table->RealP0, h4);
        l4 += q4 * table->P0;
        h5 = Vector512.FusedMultiplyAdd(s4, table->RealP1, h5);
        l5 += q4 * table->P1;
        h6 = Vector512.FusedMultiplyAdd(s4, table->RealP2, h6);
        l6 += q4 * table->P2;
        h7 = Vector512.FusedMultiplyAdd(s4, table->RealP3, h7);
        l7 += q4 * table->P3;
        h8 = Vector512.FusedMultiplyAdd(s4, table->RealP4, h8);
        l8 += q4 * table->P4;
        places = h4.AsInt64();
        l5 += ((l4 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._0 = l5 & mask;
        places = h5.AsInt64();
        l6 += ((l5 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._1 = l6 & mask;
        places = h6.AsInt64();
        l7 += ((l6 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._2 = l7 & mask;
        places = h7.AsInt64();
        l8 += ((l7 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._3 = l8 & mask;
        places = h8.AsInt64();
        Integers l9 = ((l8 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._4 = l9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Square(in FrLanes a, out FrLanes result)
    {
        ConstantTable* table = Table;
        Integers mask = table->Mask, bias = table->Bias, integer, places;
        Reals real;
        byte* memory = stackalloc byte[64 * 7];
        Reals* reals = (Reals*)(((nuint)memory + 63) & ~(nuint)63);
        reals[0] = Vector512.ConvertToDouble(a._0);
        reals[1] = Vector512.ConvertToDouble(a._1);
        reals[2] = Vector512.ConvertToDouble(a._2);
        reals[3] = Vector512.ConvertToDouble(a._3);
        reals[4] = Vector512.ConvertToDouble(a._4);

        Integers a0 = a._0;
        Reals r0 = reals[0];
        Integers a1 = a._1;
        Reals r1 = reals[1];
        Reals h0 = Vector512.FusedMultiplyAdd(r0, r0, bias.AsDouble());
        Integers l0 = a0 * a0;
        integer = a._1;
        real = reals[1];
        Reals h1 = Vector512.FusedMultiplyAdd((r0 + r0), real, bias.AsDouble());
        Integers l1 = (a0 + a0) * integer;
        Reals h2 = Vector512.FusedMultiplyAdd(r1, r1, bias.AsDouble());
        Integers l2 = a1 * a1;
        integer = a._2;
        real = reals[2];
        h2 = Vector512.FusedMultiplyAdd((r0 + r0), real, h2);
        l2 += (a0 + a0) * integer;
        Reals h3 = Vector512.FusedMultiplyAdd((r1 + r1), real, bias.AsDouble());
        Integers l3 = (a1 + a1) * integer;
        integer = a._3;
        real = reals[3];
        h3 = Vector512.FusedMultiplyAdd((r0 + r0), real, h3);
        l3 += (a0 + a0) * integer;
        Reals h4 = Vector512.FusedMultiplyAdd((r1 + r1), real, bias.AsDouble());
        Integers l4 = (a1 + a1) * integer;
        integer = a._4;
        real = reals[4];
        h4 = Vector512.FusedMultiplyAdd((r0 + r0), real, h4);
        l4 += (a0 + a0) * integer;
        Reals h5 = Vector512.FusedMultiplyAdd((r1 + r1), real, bias.AsDouble());
        Integers l5 = (a1 + a1) * integer;
        Integers q0 = l0 & mask;
        Reals s0 = Vector512.ConvertToDouble(q0);
        integer = table->M0;
        real = table->RealM0;
        h1 = Vector512.FusedMultiplyAdd(s0, real, h1);
        l1 += q0 * integer;
        places = h0.AsInt64();
        l1 += ((l0 - (places << 59)) >> 52) + ((places - bias) << 7);
        Integers q1 = l1 & mask;
        Reals s1 = Vector512.ConvertToDouble(q1);
        integer = table->M1;
        real = table->RealM1;
        h2 = Vector512.FusedMultiplyAdd(s0, real, h2);
        l2 += q0 * integer;
        integer = table->M0;
        real = table->RealM0;
        h2 = Vector512.FusedMultiplyAdd(s1, real, h2);
        l2 += q1 * integer;
        places = h1.AsInt64();
        l2 += ((l1 - (places << 59)) >> 52) + ((places - bias) << 7);
        integer = table->M1;
        real = table->RealM1;
        h3 = Vector512.FusedMultiplyAdd(s1, real, h3);
        l3 += q1 * integer;
        integer = table->M2;
        real = table->RealM2;
        h3 = Vector512.FusedMultiplyAdd(s0, real, h3);
        l3 += q0 * integer;
        h4 = Vector512.FusedMultiplyAdd(s1, real, h4);
        l4 += q1 * integer;
        integer = table->M3;
        real = table->RealM3;
        h4 = Vector512.FusedMultiplyAdd(s0, real, h4);
        l4 += q0 * integer;
        h5 = Vector512.FusedMultiplyAdd(s1, real, h5);
        l5 += q1 * integer;
        integer = table->M4;
        real = table->RealM4;
        h5 = Vector512.FusedMultiplyAdd(s0, real, h5);
        l5 += q0 * integer;
        Reals h6 = Vector512.FusedMultiplyAdd(s1, real, bias.AsDouble());
        Integers l6 = q1 * integer;
        reals[5] = s1;

        Integers a2 = a._2;
        Reals r2 = reals[2];
        Integers a3 = a._3;
        Reals r3 = reals[3];
        h4 = Vector512.FusedMultiplyAdd(r2, r2, h4);
        l4 += a2 * a2;
        integer = a._3;
        real = reals[3];
        h5 = Vector512.FusedMultiplyAdd((r2 + r2), real, h5);
        l5 += (a2 + a2) * integer;
        h6 = Vector512.FusedMultiplyAdd(r3, r3, h6);
        l6 += a3 * a3;
        integer = a._4;
        real = reals[4];
        h6 = Vector512.FusedMultiplyAdd((r2 + r2), real, h6);
        l6 += (a2 + a2) * integer;
        Reals h7 = Vector512.FusedMultiplyAdd((r3 + r3), real, bias.AsDouble());
        Integers l7 = (a3 + a3) * integer;
        Integers q2 = l2 & mask;
        Reals s2 = Vector512.ConvertToDouble(q2);
        integer = table->M0;
        real = table->RealM0;
        h3 = Vector512.FusedMultiplyAdd(s2, real, h3);
        l3 += q2 * integer;
        places = h2.AsInt64();
        l3 += ((l2 - (places << 59)) >> 52) + ((places - bias) << 7);
        Integers q3 = l3 & mask;
        Reals s3 = Vector512.ConvertToDouble(q3);
        integer = table->M1;
        real = table->RealM1;
        h4 = Vector512.FusedMultiplyAdd(s2, real, h4);
        l4 += q2 * integer;
        integer = table->M0;
        real = table->RealM0;
        h4 = Vector512.FusedMultiplyAdd(s3, real, h4);
        l4 += q3 * integer;
        places = h3.AsInt64();
        l4 += ((l3 - (places << 59)) >> 52) + ((places - bias) << 7);
        integer = table->M1;
        real = table->RealM1;
        h5 = Vector512.FusedMultiplyAdd(s3, real, h5);
        l5 += q3 * integer;
        integer = table->M2;
        real = table->RealM2;
        h5 = Vector512.FusedMultiplyAdd(s2, real, h5);
        l5 += q2 * integer;
        h6 = Vector512.FusedMultiplyAdd(s3, real, h6);
        l6 += q3 * integer;
        integer = table->M3;
        real = table->RealM3;
        h6 = Vector512.FusedMultiplyAdd(s2, real, h6);
        l6 += q2 * integer;
        h7 = Vector512.FusedMultiplyAdd(s3, real, h7);
        l7 += q3 * integer;
        integer = table->M4;
        real = table->RealM4;
        h7 = Vector512.FusedMultiplyAdd(s2, real, h7);
        l7 += q2 * integer;
        Reals h8 = Vector512.FusedMultiplyAdd(s3, real, bias.AsDouble());
        Integers l8 = q3 * integer;
        reals[5] = s3;

        Integers a4 = a._4;
        Reals r4 = reals[4];
        h8 = Vector512.FusedMultiplyAdd(r4, r4, h8);
        l8 += a4 * a4;
        Integers q4 = (l4 * table->NegativeInverse) & mask;
        Reals s4 = Vector512.ConvertToDouble(q4);
        h4 = Vector512.FusedMultiplyAdd(s4, table->RealP0, h4);
        l4 += q4 * table->P0;
        h5 = Vector512.FusedMultiplyAdd(s4, table->RealP1, h5);
        l5 += q4 * table->P1;
        h6 = Vector512.FusedMultiplyAdd(s4, table->RealP2, h6);
        l6 += q4 * table->P2;
        h7 = Vector512.FusedMultiplyAdd(s4, table->RealP3, h7);
        l7 += q4 * table->P3;
        h8 = Vector512.FusedMultiplyAdd(s4, table->RealP4, h8);
        l8 += q4 * table->P4;
        places = h4.AsInt64();
        l5 += ((l4 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._0 = l5 & mask;
        places = h5.AsInt64();
        l6 += ((l5 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._1 = l6 & mask;
        places = h6.AsInt64();
        l7 += ((l6 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._2 = l7 & mask;
        places = h7.AsInt64();
        l8 += ((l7 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._3 = l8 & mask;
        places = h8.AsInt64();
        Integers l9 = ((l8 - (places << 59)) >> 52) + ((places - bias) << 7);
        result._4 = l9;
    }

    /// <remarks>The quotient is that by 2^255, which is between p and 5p/4, and so lies in [−5, 4]: off by a quarter of itself at most.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Contract(in FrLanes a, out FrLanes result)
    {
        ConstantTable* table = Table;
        Integers mask = table->Mask, quotient = a._4 >> 47;
        Integers l0 = a._0 - (quotient * table->P0);
        Integers l1 = a._1 - (quotient * table->P1);
        Integers l2 = a._2 - (quotient * table->P2);
        Integers l3 = a._3 - (quotient * table->P3);
        Integers l4 = a._4 - (quotient * table->P4);
        result._0 = (l0 & mask);
        result._1 = (l1 & mask) + (l0 >> 52);
        result._2 = (l2 & mask) + (l1 >> 52);
        result._3 = (l3 & mask) + (l2 >> 52);
        result._4 = l4 + (l3 >> 52);
    }

    /// <remarks>A multiple t·p shows t in its lowest limb: almost always that is no small number, and nothing remains to be done.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ZeroLanes(in FrLanes a)
    {
        Integers small = ((a._0 * Table->NegativeInverse) + Vector512.Create(16L)) & Table->Mask;
        uint candidates = (uint)Vector512.LessThan(small, Vector512.Create(33L)).ExtractMostSignificantBits();
        return candidates == 0 ? 0 : candidates & ZeroLanes(a, small - Vector512.Create(16L));
    }

    private static uint ZeroLanes(in FrLanes a, Integers multiple)
    {
        ConstantTable* table = Table;
        Integers limb = a._0 + (multiple * table->P0), rest = limb & table->Mask;
        limb = a._1 + (multiple * table->P1) + (limb >> 52);
        rest |= limb & table->Mask;
        limb = a._2 + (multiple * table->P2) + (limb >> 52);
        rest |= limb & table->Mask;
        limb = a._3 + (multiple * table->P3) + (limb >> 52);
        rest |= limb & table->Mask;
        limb = a._4 + (multiple * table->P4) + (limb >> 52);
        rest |= limb;
        return (uint)Vector512.Equals(rest, Integers.Zero).ExtractMostSignificantBits();
    }

    public static void Reduce(in FrLanes a, out FrLanes result)
    {
        Multiply(a, Table->One, out result);
        Settle(ref result);
    }

    /// <summary>From a value between −p and 3p to that in [0, p). Only a carried one shows its sign in the top limb.</summary>
    private static void Settle(ref FrLanes a)
    {
        AddMultiple(a, Integers.Zero, out a);
        Integers negative = a._4 >> 63;
        AddMultiple(a, -negative, out a);
        for (int i = 0; i < 2; i++)
        {
            AddMultiple(a, -Integers.One, out FrLanes less);
            Select(less._4 >> 63, a, less, out a);
        }
    }

    /// <summary>a + factor·p, fully carried.</summary>
    private static void AddMultiple(in FrLanes a, Integers factor, out FrLanes result)
    {
        ConstantTable* table = Table;
        Integers limb = a._0 + (factor * table->P0);
        result._0 = limb & table->Mask;
        limb = a._1 + (factor * table->P1) + (limb >> 52);
        result._1 = limb & table->Mask;
        limb = a._2 + (factor * table->P2) + (limb >> 52);
        result._2 = limb & table->Mask;
        limb = a._3 + (factor * table->P3) + (limb >> 52);
        result._3 = limb & table->Mask;
        limb = a._4 + (factor * table->P4) + (limb >> 52);
        result._4 = limb;
    }

    public static void Load(ReadOnlySpan<Fr> elements, out FrLanes result)
    {
        Unpack(elements, out result);
        Multiply(result, Table->LoadFactor, out result);
    }

    public static void Store(in FrLanes a, Span<Fr> elements)
    {
        Multiply(a, Table->StoreFactor, out FrLanes result);
        Pack(result, elements);
    }

    public static void Unpack(ReadOnlySpan<Fr> elements, out FrLanes result)
    {
        Lanes.LoadWords(elements, out Lanes.Block words);
        result._0 = words._0 & Table->Mask;
        result._1 = ((words._0 >>> 52) | (words._1 << 12)) & Table->Mask;
        result._2 = ((words._1 >>> 40) | (words._2 << 24)) & Table->Mask;
        result._3 = ((words._2 >>> 28) | (words._3 << 36)) & Table->Mask;
        result._4 = (words._3 >>> 16) & Table->Mask;
    }

    public static void Pack(in FrLanes a, Span<Fr> elements)
    {
        FrLanes result = a;
        Settle(ref result);
        Unsafe.SkipInit(out Lanes.Block words);
        words._0 = result._0 | (result._1 << 52);
        words._1 = (result._1 >> 12) | (result._2 << 40);
        words._2 = (result._2 >> 24) | (result._3 << 28);
        words._3 = (result._3 >> 36) | (result._4 << 16);
        words._4 = Integers.Zero;
        words._5 = Integers.Zero;
        words._6 = Integers.Zero;
        words._7 = Integers.Zero;
        Lanes.StoreWords(words, elements);
    }

    public static void Broadcast(ReadOnlySpan<long> limbs, out FrLanes result)
    {
        result._4 = Vector512.Create(limbs[4]);
        result._3 = Vector512.Create(limbs[3]);
        result._2 = Vector512.Create(limbs[2]);
        result._1 = Vector512.Create(limbs[1]);
        result._0 = Vector512.Create(limbs[0]);
    }
}
