// Written by LaneFieldGenerator.cs; change that, not this.
#nullable enable

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Integers = System.Runtime.Intrinsics.Vector512<long>;
using Reals = System.Runtime.Intrinsics.Vector512<double>;

namespace ChainProv.Cryptography.Fields;

/// <summary>Eight elements of Fp side by side, lazily reduced: 8 signed limbs of nominally 50 bits, Montgomery form with R = 2^400.</summary>
/// <remarks>
/// Multiplication wants limbs of magnitude at most 2^53, at most 14·2^100 for a limb of one factor times one of the other, and |a·b| ≤ 2^12·p².
/// Its result has full limbs in [0, 2^50), a signed top limb, and a value between −p/64 and 2p + p/64.
/// </remarks>
internal unsafe partial struct FpLanes : IPrimeLanes<FpLanes, Fp>
{
    public static int LimbCount => 8;

    public static int LimbBits => 50;

    private Integers _0, _1, _2, _3, _4, _5, _6, _7;

    private struct ConstantTable
    {
        public Integers Mask, Bias, NegativeInverse, P0, M0, P1, M1, P2, M2, P3, M3, P4, M4, P5, M5, P6, M6, P7, M7;
        public Reals RealP0, RealM0, RealP1, RealM1, RealP2, RealM2, RealP3, RealM3, RealP4, RealM4, RealP5, RealM5, RealP6, RealM6, RealP7, RealM7;
        public FpLanes One, LoadFactor, StoreFactor;
    }

    private static readonly ConstantTable* Table = CreateTable();

    private static ConstantTable* CreateTable()
    {
        ConstantTable* table = Lanes.Allocate<ConstantTable>(1);
        table->Mask = Vector512.Create(0x3ffffffffffffL);
        table->Bias = Vector512.Create(486777830487640090174734030864384d).AsInt64();
        table->NegativeInverse = Vector512.Create(0x3fffcfffcfffdL);
        table->P0 = Vector512.Create(0x2ffffffffaaabL);
        table->RealP0 = Vector512.Create(844424930110123d);
        table->P1 = Vector512.Create(0x3ac54ffffee7fL);
        table->RealP1 = Vector512.Create(1033906002325119d);
        table->P2 = Vector512.Create(0x30f6241eabfffL);
        table->RealP2 = Vector512.Create(861339617247231d);
        table->P3 = Vector512.Create(0x2fd9cc34a83daL);
        table->RealP3 = Vector512.Create(841799686587354d);
        table->P4 = Vector512.Create(0x774b84f38512L);
        table->RealP4 = Vector512.Create(131166236804370d);
        table->P5 = Vector512.Create(0x1ed90d2eb35d9L);
        table->RealP5 = Vector512.Create(542681246414297d);
        table->P6 = Vector512.Create(0x397fe69a4b1baL);
        table->RealP6 = Vector512.Create(1011543880020410d);
        table->P7 = Vector512.Create(0x680447a8L);
        table->RealP7 = Vector512.Create(1745110952d);
        table->M0 = Vector512.Create(0x12f81f4809f2cL);
        table->RealM0 = Vector512.Create(333710176067372d);
        table->M1 = Vector512.Create(0x3786e39002d40L);
        table->RealM1 = Vector512.Create(976839728180544d);
        table->M2 = Vector512.Create(0x411c20f13775L);
        table->RealM2 = Vector512.Create(71589067569013d);
        table->M3 = Vector512.Create(0x79a7670223f5L);
        table->RealM3 = Vector512.Create(133759894692853d);
        table->M4 = Vector512.Create(0x2944c112de658L);
        table->RealM4 = Vector512.Create(726004380067416d);
        table->M5 = Vector512.Create(0x1d3780ea1104cL);
        table->RealM5 = Vector512.Create(513987571683404d);
        table->M6 = Vector512.Create(0x188f5a89e5985L);
        table->RealM6 = Vector512.Create(432063654025605d);
        table->M7 = Vector512.Create(0x6803f9a5L);
        table->RealM7 = Vector512.Create(1745090981d);
        table->One._0 = Vector512.Create(0x10003480e6299L);
        table->One._1 = Vector512.Create(0x9a67ac4a158dL);
        table->One._2 = Vector512.Create(0x297c988670debL);
        table->One._3 = Vector512.Create(0x25c260fa13bd9L);
        table->One._4 = Vector512.Create(0x3e8a053a4e6feL);
        table->One._5 = Vector512.Create(0x34c8fb3c9c78L);
        table->One._6 = Vector512.Create(0x12866eb6385c2L);
        table->One._7 = Vector512.Create(0x55b691fcL);
        table->LoadFactor._0 = Vector512.Create(0x2480ea8e9b9afL);
        table->LoadFactor._1 = Vector512.Create(0x15d9b23f9113dL);
        table->LoadFactor._2 = Vector512.Create(0x3540fea96f7d6L);
        table->LoadFactor._3 = Vector512.Create(0xbba0bbf508a2L);
        table->LoadFactor._4 = Vector512.Create(0x323e5f0ade53bL);
        table->LoadFactor._5 = Vector512.Create(0x3adbf7508c299L);
        table->LoadFactor._6 = Vector512.Create(0x2f23c24a25ff6L);
        table->LoadFactor._7 = Vector512.Create(0x5323b81bL);
        table->StoreFactor._0 = Vector512.Create(0x100000002fffdL);
        table->StoreFactor._1 = Vector512.Create(0x2f10300009d82L);
        table->StoreFactor._2 = Vector512.Create(0x758baebf4000L);
        table->StoreFactor._3 = Vector512.Create(0x1157d22615d4fL);
        table->StoreFactor._4 = Vector512.Create(0x3ce5853705257L);
        table->StoreFactor._5 = Vector512.Create(0x2a5e895bb1b5dL);
        table->StoreFactor._6 = Vector512.Create(0x3a80e4935c071L);
        table->StoreFactor._7 = Vector512.Create(0x57d97b0fL);
        return table;
    }

    public static ref readonly FpLanes One => ref Table->One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in FpLanes a, in FpLanes b, out FpLanes result)
    {
        result._0 = a._0 + b._0;
        result._1 = a._1 + b._1;
        result._2 = a._2 + b._2;
        result._3 = a._3 + b._3;
        result._4 = a._4 + b._4;
        result._5 = a._5 + b._5;
        result._6 = a._6 + b._6;
        result._7 = a._7 + b._7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in FpLanes a, in FpLanes b, out FpLanes result)
    {
        result._0 = a._0 - b._0;
        result._1 = a._1 - b._1;
        result._2 = a._2 - b._2;
        result._3 = a._3 - b._3;
        result._4 = a._4 - b._4;
        result._5 = a._5 - b._5;
        result._6 = a._6 - b._6;
        result._7 = a._7 - b._7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(in FpLanes a, out FpLanes result)
    {
        result._0 = a._0 + a._0;
        result._1 = a._1 + a._1;
        result._2 = a._2 + a._2;
        result._3 = a._3 + a._3;
        result._4 = a._4 + a._4;
        result._5 = a._5 + a._5;
        result._6 = a._6 + a._6;
        result._7 = a._7 + a._7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(in FpLanes a, out FpLanes result)
    {
        result._0 = -a._0;
        result._1 = -a._1;
        result._2 = -a._2;
        result._3 = -a._3;
        result._4 = -a._4;
        result._5 = -a._5;
        result._6 = -a._6;
        result._7 = -a._7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NegateWhere(Integers mask, in FpLanes a, out FpLanes result)
    {
        result._0 = (a._0 ^ mask) - mask;
        result._1 = (a._1 ^ mask) - mask;
        result._2 = (a._2 ^ mask) - mask;
        result._3 = (a._3 ^ mask) - mask;
        result._4 = (a._4 ^ mask) - mask;
        result._5 = (a._5 ^ mask) - mask;
        result._6 = (a._6 ^ mask) - mask;
        result._7 = (a._7 ^ mask) - mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Integers mask, in FpLanes a, in FpLanes b, out FpLanes result)
    {
        result._0 = (a._0 & mask) | Vector512.AndNot(b._0, mask);
        result._1 = (a._1 & mask) | Vector512.AndNot(b._1, mask);
        result._2 = (a._2 & mask) | Vector512.AndNot(b._2, mask);
        result._3 = (a._3 & mask) | Vector512.AndNot(b._3, mask);
        result._4 = (a._4 & mask) | Vector512.AndNot(b._4, mask);
        result._5 = (a._5 & mask) | Vector512.AndNot(b._5, mask);
        result._6 = (a._6 & mask) | Vector512.AndNot(b._6, mask);
        result._7 = (a._7 & mask) | Vector512.AndNot(b._7, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Multiply(in FpLanes a, in FpLanes b, out FpLanes result)
    {
        ConstantTable* table = Table;
        Integers mask = table->Mask, bias = table->Bias, integer, places;
        Reals real;
        byte* memory = stackalloc byte[64 * 10];
        Reals* reals = (Reals*)(((nuint)memory + 63) & ~(nuint)63);
        reals[0] = Vector512.ConvertToDouble(b._0);
        reals[1] = Vector512.ConvertToDouble(b._1);
        reals[2] = Vector512.ConvertToDouble(b._2);
        reals[3] = Vector512.ConvertToDouble(b._3);
        reals[4] = Vector512.ConvertToDouble(b._4);
        reals[5] = Vector512.ConvertToDouble(b._5);
        reals[6] = Vector512.ConvertToDouble(b._6);
        reals[7] = Vector512.ConvertToDouble(b._7);

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
        integer = b._5;
        real = reals[5];
        h5 = Vector512.FusedMultiplyAdd(r0, real, h5);
        l5 += a0 * integer;
        Reals h6 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l6 = a1 * integer;
        integer = b._6;
        real = reals[6];
        h6 = Vector512.FusedMultiplyAdd(r0, real, h6);
        l6 += a0 * integer;
        Reals h7 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l7 = a1 * integer;
        integer = b._7;
        real = reals[7];
        h7 = Vector512.FusedMultiplyAdd(r0, real, h7);
        l7 += a0 * integer;
        Reals h8 = Vector512.FusedMultiplyAdd(r1, real, bias.AsDouble());
        Integers l8 = a1 * integer;
        Integers q0 = l0 & mask;
        Reals s0 = Vector512.ConvertToDouble(q0);
        integer = table->M0;
        real = table->RealM0;
        h1 = Vector512.FusedMultiplyAdd(s0, real, h1);
        l1 += q0 * integer;
        places = h0.AsInt64();
        l1 += ((l0 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        l2 += ((l1 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        h6 = Vector512.FusedMultiplyAdd(s1, real, h6);
        l6 += q1 * integer;
        integer = table->M5;
        real = table->RealM5;
        h6 = Vector512.FusedMultiplyAdd(s0, real, h6);
        l6 += q0 * integer;
        h7 = Vector512.FusedMultiplyAdd(s1, real, h7);
        l7 += q1 * integer;
        integer = table->M6;
        real = table->RealM6;
        h7 = Vector512.FusedMultiplyAdd(s0, real, h7);
        l7 += q0 * integer;
        h8 = Vector512.FusedMultiplyAdd(s1, real, h8);
        l8 += q1 * integer;
        integer = table->M7;
        real = table->RealM7;
        h8 = Vector512.FusedMultiplyAdd(s0, real, h8);
        l8 += q0 * integer;
        Reals h9 = Vector512.FusedMultiplyAdd(s1, real, bias.AsDouble());
        Integers l9 = q1 * integer;
        reals[8] = s1;

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
        h7 = Vector512.FusedMultiplyAdd(r3, real, h7);
        l7 += a3 * integer;
        integer = b._5;
        real = reals[5];
        h7 = Vector512.FusedMultiplyAdd(r2, real, h7);
        l7 += a2 * integer;
        h8 = Vector512.FusedMultiplyAdd(r3, real, h8);
        l8 += a3 * integer;
        integer = b._6;
        real = reals[6];
        h8 = Vector512.FusedMultiplyAdd(r2, real, h8);
        l8 += a2 * integer;
        h9 = Vector512.FusedMultiplyAdd(r3, real, h9);
        l9 += a3 * integer;
        integer = b._7;
        real = reals[7];
        h9 = Vector512.FusedMultiplyAdd(r2, real, h9);
        l9 += a2 * integer;
        Reals h10 = Vector512.FusedMultiplyAdd(r3, real, bias.AsDouble());
        Integers l10 = a3 * integer;
        Integers q2 = l2 & mask;
        Reals s2 = Vector512.ConvertToDouble(q2);
        integer = table->M0;
        real = table->RealM0;
        h3 = Vector512.FusedMultiplyAdd(s2, real, h3);
        l3 += q2 * integer;
        places = h2.AsInt64();
        l3 += ((l2 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        l4 += ((l3 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        h8 = Vector512.FusedMultiplyAdd(s3, real, h8);
        l8 += q3 * integer;
        integer = table->M5;
        real = table->RealM5;
        h8 = Vector512.FusedMultiplyAdd(s2, real, h8);
        l8 += q2 * integer;
        h9 = Vector512.FusedMultiplyAdd(s3, real, h9);
        l9 += q3 * integer;
        integer = table->M6;
        real = table->RealM6;
        h9 = Vector512.FusedMultiplyAdd(s2, real, h9);
        l9 += q2 * integer;
        h10 = Vector512.FusedMultiplyAdd(s3, real, h10);
        l10 += q3 * integer;
        integer = table->M7;
        real = table->RealM7;
        h10 = Vector512.FusedMultiplyAdd(s2, real, h10);
        l10 += q2 * integer;
        Reals h11 = Vector512.FusedMultiplyAdd(s3, real, bias.AsDouble());
        Integers l11 = q3 * integer;
        reals[8] = s3;

        Integers a4 = a._4;
        Reals r4 = Vector512.ConvertToDouble(a4);
        Integers a5 = a._5;
        Reals r5 = Vector512.ConvertToDouble(a5);
        integer = b._0;
        real = reals[0];
        h4 = Vector512.FusedMultiplyAdd(r4, real, h4);
        l4 += a4 * integer;
        h5 = Vector512.FusedMultiplyAdd(r5, real, h5);
        l5 += a5 * integer;
        integer = b._1;
        real = reals[1];
        h5 = Vector512.FusedMultiplyAdd(r4, real, h5);
        l5 += a4 * integer;
        h6 = Vector512.FusedMultiplyAdd(r5, real, h6);
        l6 += a5 * integer;
        integer = b._2;
        real = reals[2];
        h6 = Vector512.FusedMultiplyAdd(r4, real, h6);
        l6 += a4 * integer;
        h7 = Vector512.FusedMultiplyAdd(r5, real, h7);
        l7 += a5 * integer;
        integer = b._3;
        real = reals[3];
        h7 = Vector512.FusedMultiplyAdd(r4, real, h7);
        l7 += a4 * integer;
        h8 = Vector512.FusedMultiplyAdd(r5, real, h8);
        l8 += a5 * integer;
        integer = b._4;
        real = reals[4];
        h8 = Vector512.FusedMultiplyAdd(r4, real, h8);
        l8 += a4 * integer;
        h9 = Vector512.FusedMultiplyAdd(r5, real, h9);
        l9 += a5 * integer;
        integer = b._5;
        real = reals[5];
        h9 = Vector512.FusedMultiplyAdd(r4, real, h9);
        l9 += a4 * integer;
        h10 = Vector512.FusedMultiplyAdd(r5, real, h10);
        l10 += a5 * integer;
        integer = b._6;
        real = reals[6];
        h10 = Vector512.FusedMultiplyAdd(r4, real, h10);
        l10 += a4 * integer;
        h11 = Vector512.FusedMultiplyAdd(r5, real, h11);
        l11 += a5 * integer;
        integer = b._7;
        real = reals[7];
        h11 = Vector512.FusedMultiplyAdd(r4, real, h11);
        l11 += a4 * integer;
        Reals h12 = Vector512.FusedMultiplyAdd(r5, real, bias.AsDouble());
        Integers l12 = a5 * integer;
        Integers q4 = l4 & mask;
        Reals s4 = Vector512.ConvertToDouble(q4);
        integer = table->M0;
        real = table->RealM0;
        h5 = Vector512.FusedMultiplyAdd(s4, real, h5);
        l5 += q4 * integer;
        places = h4.AsInt64();
        l5 += ((l4 - (places << 56)) >> 50) + ((places - bias) << 6);
        Integers q5 = l5 & mask;
        Reals s5 = Vector512.ConvertToDouble(q5);
        integer = table->M1;
        real = table->RealM1;
        h6 = Vector512.FusedMultiplyAdd(s4, real, h6);
        l6 += q4 * integer;
        integer = table->M0;
        real = table->RealM0;
        h6 = Vector512.FusedMultiplyAdd(s5, real, h6);
        l6 += q5 * integer;
        places = h5.AsInt64();
        l6 += ((l5 - (places << 56)) >> 50) + ((places - bias) << 6);
        integer = table->M1;
        real = table->RealM1;
        h7 = Vector512.FusedMultiplyAdd(s5, real, h7);
        l7 += q5 * integer;
        integer = table->M2;
        real = table->RealM2;
        h7 = Vector512.FusedMultiplyAdd(s4, real, h7);
        l7 += q4 * integer;
        h8 = Vector512.FusedMultiplyAdd(s5, real, h8);
        l8 += q5 * integer;
        integer = table->M3;
        real = table->RealM3;
        h8 = Vector512.FusedMultiplyAdd(s4, real, h8);
        l8 += q4 * integer;
        h9 = Vector512.FusedMultiplyAdd(s5, real, h9);
        l9 += q5 * integer;
        integer = table->M4;
        real = table->RealM4;
        h9 = Vector512.FusedMultiplyAdd(s4, real, h9);
        l9 += q4 * integer;
        h10 = Vector512.FusedMultiplyAdd(s5, real, h10);
        l10 += q5 * integer;
        integer = table->M5;
        real = table->RealM5;
        h10 = Vector512.FusedMultiplyAdd(s4, real, h10);
        l10 += q4 * integer;
        h11 = Vector512.FusedMultiplyAdd(s5, real, h11);
        l11 += q5 * integer;
        integer = table->M6;
        real = table->RealM6;
        h11 = Vector512.FusedMultiplyAdd(s4, real, h11);
        l11 += q4 * integer;
        h12 = Vector512.FusedMultiplyAdd(s5, real, h12);
        l12 += q5 * integer;
        integer = table->M7;
        real = table->RealM7;
        h12 = Vector512.FusedMultiplyAdd(s4, real, h12);
        l12 += q4 * integer;
        Reals h13 = Vector512.FusedMultiplyAdd(s5, real, bias.AsDouble());
        Integers l13 = q5 * integer;
        reals[8] = s5;

        Integers a6 = a._6;
        Reals r6 = Vector512.ConvertToDouble(a6);
        Integers a7 = a._7;
        Reals r7 = Vector512.ConvertToDouble(a7);
        integer = b._0;
        real = reals[0];
        h6 = Vector512.FusedMultiplyAdd(r6, real, h6);
        l6 += a6 * integer;
        h7 = Vector512.FusedMultiplyAdd(r7, real, h7);
        l7 += a7 * integer;
        integer = b._1;
        real = reals[1];
        h7 = Vector512.FusedMultiplyAdd(r6, real, h7);
        l7 += a6 * integer;
        h8 = Vector512.FusedMultiplyAdd(r7, real, h8);
        l8 += a7 * integer;
        integer = b._2;
        real = reals[2];
        h8 = Vector512.FusedMultiplyAdd(r6, real, h8);
        l8 += a6 * integer;
        h9 = Vector512.FusedMultiplyAdd(r7, real, h9);
        l9 += a7 * integer;
        integer = b._3;
        real = reals[3];
        h9 = Vector512.FusedMultiplyAdd(r6, real, h9);
        l9 += a6 * integer;
        h10 = Vector512.FusedMultiplyAdd(r7, real, h10);
        l10 += a7 * integer;
        integer = b._4;
        real = reals[4];
        h10 = Vector512.FusedMultiplyAdd(r6, real, h10);
        l10 += a6 * integer;
        h11 = Vector512.FusedMultiplyAdd(r7, real, h11);
        l11 += a7 * integer;
        integer = b._5;
        real = reals[5];
        h11 = Vector512.FusedMultiplyAdd(r6, real, h11);
        l11 += a6 * integer;
        h12 = Vector512.FusedMultiplyAdd(r7, real, h12);
        l12 += a7 * integer;
        integer = b._6;
        real = reals[6];
        h12 = Vector512.FusedMultiplyAdd(r6, real, h12);
        l12 += a6 * integer;
        h13 = Vector512.FusedMultiplyAdd(r7, real, h13);
        l13 += a7 * integer;
        integer = b._7;
        real = reals[7];
        h13 = Vector512.FusedMultiplyAdd(r6, real, h13);
        l13 += a6 * integer;
        Reals h14 = Vector512.FusedMultiplyAdd(r7, real, bias.AsDouble());
        Integers l14 = a7 * integer;
        Integers q6 = l6 & mask;
        Reals s6 = Vector512.ConvertToDouble(q6);
        integer = table->M0;
        real = table->RealM0;
        h7 = Vector512.FusedMultiplyAdd(s6, real, h7);
        l7 += q6 * integer;
        places = h6.AsInt64();
        l7 += ((l6 - (places << 56)) >> 50) + ((places - bias) << 6);
        integer = table->M1;
        real = table->RealM1;
        h8 = Vector512.FusedMultiplyAdd(s6, real, h8);
        l8 += q6 * integer;
        integer = table->M2;
        real = table->RealM2;
        h9 = Vector512.FusedMultiplyAdd(s6, real, h9);
        l9 += q6 * integer;
        integer = table->M3;
        real = table->RealM3;
        h10 = Vector512.FusedMultiplyAdd(s6, real, h10);
        l10 += q6 * integer;
        integer = table->M4;
        real = table->RealM4;
        h11 = Vector512.FusedMultiplyAdd(s6, real, h11);
        l11 += q6 * integer;
        integer = table->M5;
        real = table->RealM5;
        h12 = Vector512.FusedMultiplyAdd(s6, real, h12);
        l12 += q6 * integer;
        integer = table->M6;
        real = table->RealM6;
        h13 = Vector512.FusedMultiplyAdd(s6, real, h13);
        l13 += q6 * integer;
        integer = table->M7;
        real = table->RealM7;
        h14 = Vector512.FusedMultiplyAdd(s6, real, h14);
        l14 += q6 * integer;
        Integers q7 = (l7 * table->NegativeInverse) & mask;
        Reals s7 = Vector512.ConvertToDouble(q7);
        h7 = Vector512.FusedMultiplyAdd(s7, table->RealP0, h7);
        l7 += q7 * table->P0;
        h8 = Vector512.FusedMultiplyAdd(s7, table->RealP1, h8);
        l8 += q7 * table->P1;
        h9 = Vector512.FusedMultiplyAdd(s7, table->RealP2, h9);
        l9 += q7 * table->P2;
        h10 = Vector512.FusedMultiplyAdd(s7, table->RealP3, h10);
        l10 += q7 * table->P3;
        h11 = Vector512.FusedMultiplyAdd(s7, table->RealP4, h11);
        l11 += q7 * table->P4;
        h12 = Vector512.FusedMultiplyAdd(s7, table->RealP5, h12);
        l12 += q7 * table->P5;
        h13 = Vector512.FusedMultiplyAdd(s7, table->RealP6, h13);
        l13 += q7 * table->P6;
        h14 = Vector512.FusedMultiplyAdd(s7, table->RealP7, h14);
        l14 += q7 * table->P7;
        places = h7.AsInt64();
        l8 += ((l7 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._0 = l8 & mask;
        places = h8.AsInt64();
        l9 += ((l8 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._1 = l9 & mask;
        places = h9.AsInt64();
        l10 += ((l9 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._2 = l10 & mask;
        places = h10.AsInt64();
        l11 += ((l10 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._3 = l11 & mask;
        places = h11.AsInt64();
        l12 += ((l11 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._4 = l12 & mask;
        places = h12.AsInt64();
        l13 += ((l12 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._5 = l13 & mask;
        places = h13.AsInt64();
        l14 += ((l13 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._6 = l14 & mask;
        places = h14.AsInt64();
        Integers l15 = ((l14 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._7 = l15;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Square(in FpLanes a, out FpLanes result)
    {
        ConstantTable* table = Table;
        Integers mask = table->Mask, bias = table->Bias, integer, places;
        Reals real;
        byte* memory = stackalloc byte[64 * 10];
        Reals* reals = (Reals*)(((nuint)memory + 63) & ~(nuint)63);
        reals[0] = Vector512.ConvertToDouble(a._0);
        reals[1] = Vector512.ConvertToDouble(a._1);
        reals[2] = Vector512.ConvertToDouble(a._2);
        reals[3] = Vector512.ConvertToDouble(a._3);
        reals[4] = Vector512.ConvertToDouble(a._4);
        reals[5] = Vector512.ConvertToDouble(a._5);
        reals[6] = Vector512.ConvertToDouble(a._6);
        reals[7] = Vector512.ConvertToDouble(a._7);

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
        integer = a._5;
        real = reals[5];
        h5 = Vector512.FusedMultiplyAdd((r0 + r0), real, h5);
        l5 += (a0 + a0) * integer;
        Reals h6 = Vector512.FusedMultiplyAdd((r1 + r1), real, bias.AsDouble());
        Integers l6 = (a1 + a1) * integer;
        integer = a._6;
        real = reals[6];
        h6 = Vector512.FusedMultiplyAdd((r0 + r0), real, h6);
        l6 += (a0 + a0) * integer;
        Reals h7 = Vector512.FusedMultiplyAdd((r1 + r1), real, bias.AsDouble());
        Integers l7 = (a1 + a1) * integer;
        integer = a._7;
        real = reals[7];
        h7 = Vector512.FusedMultiplyAdd((r0 + r0), real, h7);
        l7 += (a0 + a0) * integer;
        Reals h8 = Vector512.FusedMultiplyAdd((r1 + r1), real, bias.AsDouble());
        Integers l8 = (a1 + a1) * integer;
        Integers q0 = l0 & mask;
        Reals s0 = Vector512.ConvertToDouble(q0);
        integer = table->M0;
        real = table->RealM0;
        h1 = Vector512.FusedMultiplyAdd(s0, real, h1);
        l1 += q0 * integer;
        places = h0.AsInt64();
        l1 += ((l0 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        l2 += ((l1 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        h6 = Vector512.FusedMultiplyAdd(s1, real, h6);
        l6 += q1 * integer;
        integer = table->M5;
        real = table->RealM5;
        h6 = Vector512.FusedMultiplyAdd(s0, real, h6);
        l6 += q0 * integer;
        h7 = Vector512.FusedMultiplyAdd(s1, real, h7);
        l7 += q1 * integer;
        integer = table->M6;
        real = table->RealM6;
        h7 = Vector512.FusedMultiplyAdd(s0, real, h7);
        l7 += q0 * integer;
        h8 = Vector512.FusedMultiplyAdd(s1, real, h8);
        l8 += q1 * integer;
        integer = table->M7;
        real = table->RealM7;
        h8 = Vector512.FusedMultiplyAdd(s0, real, h8);
        l8 += q0 * integer;
        Reals h9 = Vector512.FusedMultiplyAdd(s1, real, bias.AsDouble());
        Integers l9 = q1 * integer;
        reals[8] = s1;

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
        h7 = Vector512.FusedMultiplyAdd((r3 + r3), real, h7);
        l7 += (a3 + a3) * integer;
        integer = a._5;
        real = reals[5];
        h7 = Vector512.FusedMultiplyAdd((r2 + r2), real, h7);
        l7 += (a2 + a2) * integer;
        h8 = Vector512.FusedMultiplyAdd((r3 + r3), real, h8);
        l8 += (a3 + a3) * integer;
        integer = a._6;
        real = reals[6];
        h8 = Vector512.FusedMultiplyAdd((r2 + r2), real, h8);
        l8 += (a2 + a2) * integer;
        h9 = Vector512.FusedMultiplyAdd((r3 + r3), real, h9);
        l9 += (a3 + a3) * integer;
        integer = a._7;
        real = reals[7];
        h9 = Vector512.FusedMultiplyAdd((r2 + r2), real, h9);
        l9 += (a2 + a2) * integer;
        Reals h10 = Vector512.FusedMultiplyAdd((r3 + r3), real, bias.AsDouble());
        Integers l10 = (a3 + a3) * integer;
        Integers q2 = l2 & mask;
        Reals s2 = Vector512.ConvertToDouble(q2);
        integer = table->M0;
        real = table->RealM0;
        h3 = Vector512.FusedMultiplyAdd(s2, real, h3);
        l3 += q2 * integer;
        places = h2.AsInt64();
        l3 += ((l2 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        l4 += ((l3 - (places << 56)) >> 50) + ((places - bias) << 6);
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
        h8 = Vector512.FusedMultiplyAdd(s3, real, h8);
        l8 += q3 * integer;
        integer = table->M5;
        real = table->RealM5;
        h8 = Vector512.FusedMultiplyAdd(s2, real, h8);
        l8 += q2 * integer;
        h9 = Vector512.FusedMultiplyAdd(s3, real, h9);
        l9 += q3 * integer;
        integer = table->M6;
        real = table->RealM6;
        h9 = Vector512.FusedMultiplyAdd(s2, real, h9);
        l9 += q2 * integer;
        h10 = Vector512.FusedMultiplyAdd(s3, real, h10);
        l10 += q3 * integer;
        integer = table->M7;
        real = table->RealM7;
        h10 = Vector512.FusedMultiplyAdd(s2, real, h10);
        l10 += q2 * integer;
        Reals h11 = Vector512.FusedMultiplyAdd(s3, real, bias.AsDouble());
        Integers l11 = q3 * integer;
        reals[8] = s3;

        Integers a4 = a._4;
        Reals r4 = reals[4];
        Integers a5 = a._5;
        Reals r5 = reals[5];
        h8 = Vector512.FusedMultiplyAdd(r4, r4, h8);
        l8 += a4 * a4;
        integer = a._5;
        real = reals[5];
        h9 = Vector512.FusedMultiplyAdd((r4 + r4), real, h9);
        l9 += (a4 + a4) * integer;
        h10 = Vector512.FusedMultiplyAdd(r5, r5, h10);
        l10 += a5 * a5;
        integer = a._6;
        real = reals[6];
        h10 = Vector512.FusedMultiplyAdd((r4 + r4), real, h10);
        l10 += (a4 + a4) * integer;
        h11 = Vector512.FusedMultiplyAdd((r5 + r5), real, h11);
        l11 += (a5 + a5) * integer;
        integer = a._7;
        real = reals[7];
        h11 = Vector512.FusedMultiplyAdd((r4 + r4), real, h11);
        l11 += (a4 + a4) * integer;
        Reals h12 = Vector512.FusedMultiplyAdd((r5 + r5), real, bias.AsDouble());
        Integers l12 = (a5 + a5) * integer;
        Integers q4 = l4 & mask;
        Reals s4 = Vector512.ConvertToDouble(q4);
        integer = table->M0;
        real = table->RealM0;
        h5 = Vector512.FusedMultiplyAdd(s4, real, h5);
        l5 += q4 * integer;
        places = h4.AsInt64();
        l5 += ((l4 - (places << 56)) >> 50) + ((places - bias) << 6);
        Integers q5 = l5 & mask;
        Reals s5 = Vector512.ConvertToDouble(q5);
        integer = table->M1;
        real = table->RealM1;
        h6 = Vector512.FusedMultiplyAdd(s4, real, h6);
        l6 += q4 * integer;
        integer = table->M0;
        real = table->RealM0;
        h6 = Vector512.FusedMultiplyAdd(s5, real, h6);
        l6 += q5 * integer;
        places = h5.AsInt64();
        l6 += ((l5 - (places << 56)) >> 50) + ((places - bias) << 6);
        integer = table->M1;
        real = table->RealM1;
        h7 = Vector512.FusedMultiplyAdd(s5, real, h7);
        l7 += q5 * integer;
        integer = table->M2;
        real = table->RealM2;
        h7 = Vector512.FusedMultiplyAdd(s4, real, h7);
        l7 += q4 * integer;
        h8 = Vector512.FusedMultiplyAdd(s5, real, h8);
        l8 += q5 * integer;
        integer = table->M3;
        real = table->RealM3;
        h8 = Vector512.FusedMultiplyAdd(s4, real, h8);
        l8 += q4 * integer;
        h9 = Vector512.FusedMultiplyAdd(s5, real, h9);
        l9 += q5 * integer;
        integer = table->M4;
        real = table->RealM4;
        h9 = Vector512.FusedMultiplyAdd(s4, real, h9);
        l9 += q4 * integer;
        h10 = Vector512.FusedMultiplyAdd(s5, real, h10);
        l10 += q5 * integer;
        integer = table->M5;
        real = table->RealM5;
        h10 = Vector512.FusedMultiplyAdd(s4, real, h10);
        l10 += q4 * integer;
        h11 = Vector512.FusedMultiplyAdd(s5, real, h11);
        l11 += q5 * integer;
        integer = table->M6;
        real = table->RealM6;
        h11 = Vector512.FusedMultiplyAdd(s4, real, h11);
        l11 += q4 * integer;
        h12 = Vector512.FusedMultiplyAdd(s5, real, h12);
        l12 += q5 * integer;
        integer = table->M7;
        real = table->RealM7;
        h12 = Vector512.FusedMultiplyAdd(s4, real, h12);
        l12 += q4 * integer;
        Reals h13 = Vector512.FusedMultiplyAdd(s5, real, bias.AsDouble());
        Integers l13 = q5 * integer;
        reals[8] = s5;

        Integers a6 = a._6;
        Reals r6 = reals[6];
        Integers a7 = a._7;
        Reals r7 = reals[7];
        h12 = Vector512.FusedMultiplyAdd(r6, r6, h12);
        l12 += a6 * a6;
        integer = a._7;
        real = reals[7];
        h13 = Vector512.FusedMultiplyAdd((r6 + r6), real, h13);
        l13 += (a6 + a6) * integer;
        Reals h14 = Vector512.FusedMultiplyAdd(r7, r7, bias.AsDouble());
        Integers l14 = a7 * a7;
        Integers q6 = l6 & mask;
        Reals s6 = Vector512.ConvertToDouble(q6);
        integer = table->M0;
        real = table->RealM0;
        h7 = Vector512.FusedMultiplyAdd(s6, real, h7);
        l7 += q6 * integer;
        places = h6.AsInt64();
        l7 += ((l6 - (places << 56)) >> 50) + ((places - bias) << 6);
        integer = table->M1;
        real = table->RealM1;
        h8 = Vector512.FusedMultiplyAdd(s6, real, h8);
        l8 += q6 * integer;
        integer = table->M2;
        real = table->RealM2;
        h9 = Vector512.FusedMultiplyAdd(s6, real, h9);
        l9 += q6 * integer;
        integer = table->M3;
        real = table->RealM3;
        h10 = Vector512.FusedMultiplyAdd(s6, real, h10);
        l10 += q6 * integer;
        integer = table->M4;
        real = table->RealM4;
        h11 = Vector512.FusedMultiplyAdd(s6, real, h11);
        l11 += q6 * integer;
        integer = table->M5;
        real = table->RealM5;
        h12 = Vector512.FusedMultiplyAdd(s6, real, h12);
        l12 += q6 * integer;
        integer = table->M6;
        real = table->RealM6;
        h13 = Vector512.FusedMultiplyAdd(s6, real, h13);
        l13 += q6 * integer;
        integer = table->M7;
        real = table->RealM7;
        h14 = Vector512.FusedMultiplyAdd(s6, real, h14);
        l14 += q6 * integer;
        Integers q7 = (l7 * table->NegativeInverse) & mask;
        Reals s7 = Vector512.ConvertToDouble(q7);
        h7 = Vector512.FusedMultiplyAdd(s7, table->RealP0, h7);
        l7 += q7 * table->P0;
        h8 = Vector512.FusedMultiplyAdd(s7, table->RealP1, h8);
        l8 += q7 * table->P1;
        h9 = Vector512.FusedMultiplyAdd(s7, table->RealP2, h9);
        l9 += q7 * table->P2;
        h10 = Vector512.FusedMultiplyAdd(s7, table->RealP3, h10);
        l10 += q7 * table->P3;
        h11 = Vector512.FusedMultiplyAdd(s7, table->RealP4, h11);
        l11 += q7 * table->P4;
        h12 = Vector512.FusedMultiplyAdd(s7, table->RealP5, h12);
        l12 += q7 * table->P5;
        h13 = Vector512.FusedMultiplyAdd(s7, table->RealP6, h13);
        l13 += q7 * table->P6;
        h14 = Vector512.FusedMultiplyAdd(s7, table->RealP7, h14);
        l14 += q7 * table->P7;
        places = h7.AsInt64();
        l8 += ((l7 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._0 = l8 & mask;
        places = h8.AsInt64();
        l9 += ((l8 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._1 = l9 & mask;
        places = h9.AsInt64();
        l10 += ((l9 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._2 = l10 & mask;
        places = h10.AsInt64();
        l11 += ((l10 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._3 = l11 & mask;
        places = h11.AsInt64();
        l12 += ((l11 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._4 = l12 & mask;
        places = h12.AsInt64();
        l13 += ((l12 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._5 = l13 & mask;
        places = h13.AsInt64();
        l14 += ((l13 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._6 = l14 & mask;
        places = h14.AsInt64();
        Integers l15 = ((l14 - (places << 56)) >> 50) + ((places - bias) << 6);
        result._7 = l15;
    }

    /// <remarks>The quotient is that by 2^381, which is between p and 5p/4, and so lies in [−5, 4]: off by a quarter of itself at most.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Contract(in FpLanes a, out FpLanes result)
    {
        ConstantTable* table = Table;
        Integers mask = table->Mask, quotient = a._7 >> 31;
        Integers l0 = a._0 - (quotient * table->P0);
        Integers l1 = a._1 - (quotient * table->P1);
        Integers l2 = a._2 - (quotient * table->P2);
        Integers l3 = a._3 - (quotient * table->P3);
        Integers l4 = a._4 - (quotient * table->P4);
        Integers l5 = a._5 - (quotient * table->P5);
        Integers l6 = a._6 - (quotient * table->P6);
        Integers l7 = a._7 - (quotient * table->P7);
        result._0 = (l0 & mask);
        result._1 = (l1 & mask) + (l0 >> 50);
        result._2 = (l2 & mask) + (l1 >> 50);
        result._3 = (l3 & mask) + (l2 >> 50);
        result._4 = (l4 & mask) + (l3 >> 50);
        result._5 = (l5 & mask) + (l4 >> 50);
        result._6 = (l6 & mask) + (l5 >> 50);
        result._7 = l7 + (l6 >> 50);
    }

    /// <remarks>A multiple t·p shows t in its lowest limb: almost always that is no small number, and nothing remains to be done.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ZeroLanes(in FpLanes a)
    {
        Integers small = ((a._0 * Table->NegativeInverse) + Vector512.Create(16L)) & Table->Mask;
        uint candidates = (uint)Vector512.LessThan(small, Vector512.Create(33L)).ExtractMostSignificantBits();
        return candidates == 0 ? 0 : candidates & ZeroLanes(a, small - Vector512.Create(16L));
    }

    private static uint ZeroLanes(in FpLanes a, Integers multiple)
    {
        ConstantTable* table = Table;
        Integers limb = a._0 + (multiple * table->P0), rest = limb & table->Mask;
        limb = a._1 + (multiple * table->P1) + (limb >> 50);
        rest |= limb & table->Mask;
        limb = a._2 + (multiple * table->P2) + (limb >> 50);
        rest |= limb & table->Mask;
        limb = a._3 + (multiple * table->P3) + (limb >> 50);
        rest |= limb & table->Mask;
        limb = a._4 + (multiple * table->P4) + (limb >> 50);
        rest |= limb & table->Mask;
        limb = a._5 + (multiple * table->P5) + (limb >> 50);
        rest |= limb & table->Mask;
        limb = a._6 + (multiple * table->P6) + (limb >> 50);
        rest |= limb & table->Mask;
        limb = a._7 + (multiple * table->P7) + (limb >> 50);
        rest |= limb;
        return (uint)Vector512.Equals(rest, Integers.Zero).ExtractMostSignificantBits();
    }

    public static void Reduce(in FpLanes a, out FpLanes result)
    {
        Multiply(a, Table->One, out result);
        Settle(ref result);
    }

    /// <summary>From a value between −p and 3p to that in [0, p). Only a carried one shows its sign in the top limb.</summary>
    private static void Settle(ref FpLanes a)
    {
        AddMultiple(a, Integers.Zero, out a);
        Integers negative = a._7 >> 63;
        AddMultiple(a, -negative, out a);
        for (int i = 0; i < 2; i++)
        {
            AddMultiple(a, -Integers.One, out FpLanes less);
            Select(less._7 >> 63, a, less, out a);
        }
    }

    /// <summary>a + factor·p, fully carried.</summary>
    private static void AddMultiple(in FpLanes a, Integers factor, out FpLanes result)
    {
        ConstantTable* table = Table;
        Integers limb = a._0 + (factor * table->P0);
        result._0 = limb & table->Mask;
        limb = a._1 + (factor * table->P1) + (limb >> 50);
        result._1 = limb & table->Mask;
        limb = a._2 + (factor * table->P2) + (limb >> 50);
        result._2 = limb & table->Mask;
        limb = a._3 + (factor * table->P3) + (limb >> 50);
        result._3 = limb & table->Mask;
        limb = a._4 + (factor * table->P4) + (limb >> 50);
        result._4 = limb & table->Mask;
        limb = a._5 + (factor * table->P5) + (limb >> 50);
        result._5 = limb & table->Mask;
        limb = a._6 + (factor * table->P6) + (limb >> 50);
        result._6 = limb & table->Mask;
        limb = a._7 + (factor * table->P7) + (limb >> 50);
        result._7 = limb;
    }

    public static void Load(ReadOnlySpan<Fp> elements, out FpLanes result)
    {
        Unpack(elements, out result);
        Multiply(result, Table->LoadFactor, out result);
    }

    public static void Store(in FpLanes a, Span<Fp> elements)
    {
        Multiply(a, Table->StoreFactor, out FpLanes result);
        Pack(result, elements);
    }

    public static void Unpack(ReadOnlySpan<Fp> elements, out FpLanes result)
    {
        Lanes.LoadWords(elements, out Lanes.Block words);
        result._0 = words._0 & Table->Mask;
        result._1 = ((words._0 >>> 50) | (words._1 << 14)) & Table->Mask;
        result._2 = ((words._1 >>> 36) | (words._2 << 28)) & Table->Mask;
        result._3 = ((words._2 >>> 22) | (words._3 << 42)) & Table->Mask;
        result._4 = (words._3 >>> 8) & Table->Mask;
        result._5 = ((words._3 >>> 58) | (words._4 << 6)) & Table->Mask;
        result._6 = ((words._4 >>> 44) | (words._5 << 20)) & Table->Mask;
        result._7 = (words._5 >>> 30) & Table->Mask;
    }

    public static void Pack(in FpLanes a, Span<Fp> elements)
    {
        FpLanes result = a;
        Settle(ref result);
        Unsafe.SkipInit(out Lanes.Block words);
        words._0 = result._0 | (result._1 << 50);
        words._1 = (result._1 >> 14) | (result._2 << 36);
        words._2 = (result._2 >> 28) | (result._3 << 22);
        words._3 = (result._3 >> 42) | (result._4 << 8) | (result._5 << 58);
        words._4 = (result._5 >> 6) | (result._6 << 44);
        words._5 = (result._6 >> 20) | (result._7 << 30);
        words._6 = Integers.Zero;
        words._7 = Integers.Zero;
        Lanes.StoreWords(words, elements);
    }

    public static void Broadcast(ReadOnlySpan<long> limbs, out FpLanes result)
    {
        result._7 = Vector512.Create(limbs[7]);
        result._6 = Vector512.Create(limbs[6]);
        result._5 = Vector512.Create(limbs[5]);
        result._4 = Vector512.Create(limbs[4]);
        result._3 = Vector512.Create(limbs[3]);
        result._2 = Vector512.Create(limbs[2]);
        result._1 = Vector512.Create(limbs[1]);
        result._0 = Vector512.Create(limbs[0]);
    }
}
