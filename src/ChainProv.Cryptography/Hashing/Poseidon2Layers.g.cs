// Written by Poseidon2LayerGenerator.cs; change that, not this.
#nullable enable

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;
using Integers = System.Runtime.Intrinsics.Vector512<long>;

namespace ChainProv.Cryptography.Hashing;

/// <summary>The linear layers of sixteen permutations.</summary>
internal static unsafe class Poseidon2Layers
{
    private struct ConstantTable
    {
        public Integers Mask, Multiple0, Multiple1, Multiple2, Multiple3, Multiple4;
    }

    private static readonly ConstantTable* Table = CreateTable();

    private static ConstantTable* CreateTable()
    {
        ConstantTable* table = Lanes.Allocate<ConstantTable>(1);
        table->Mask = Vector512.Create(0xfffffffffffffL);
        table->Multiple0 = Vector512.Create(0xfffff00000001L, 0xffffd00000003L, 0xffffa00000006L, 0xffff800000008L, -0xffff800000008L, -0xffffa00000006L, -0xffffd00000003L, -0xfffff00000001L);
        table->Multiple1 = Vector512.Create(0x2fffe5bfefffL, 0x8fffb13fcfffL, 0x11fff627f9fffL, 0x17fff2dff7fffL, -0x17fff2dff7fffL, -0x11fff627f9fffL, -0x8fffb13fcfffL, -0x2fffe5bfefffL);
        table->Multiple2 = Vector512.Create(0x9a1d80553bda4L, 0xce5880ffb38ecL, 0x9cb101ff671d8L, 0xd0ec02a9ded20L, -0xd0ec02a9ded20L, -0x9cb101ff671d8L, -0xce5880ffb38ecL, -0x9a1d80553bda4L);
        table->Multiple3 = Vector512.Create(0x7d483339d8080L, 0x77d899ad88181L, 0xefb1335b10303L, 0xea4199cec0404L, -0xea4199cec0404L, -0xefb1335b10303L, -0x77d899ad88181L, -0x7d483339d8080L);
        table->Multiple4 = Vector512.Create(0x73eda753299dL, 0x15bc8f5f97cd8L, 0x2b791ebf2f9b0L, 0x39f6d3a994cebL, -0x39f6d3a994cebL, -0x2b791ebf2f9b0L, -0x15bc8f5f97cd8L, -0x73eda753299dL);
        return table;
    }

    /// <summary>The layer of a full round, and the constants of the next: with σ the sum of the elements, σ + sᵢ + cᵢ.</summary>
    /// <param name="state">Pairs: values of magnitude at most 7r/4, limbs as a product's. What becomes of them is within 8r/5, and 2^52 + 2^6 in its limbs.</param>
    /// <param name="constants">Reduced, one for every element.</param>
    /// <param name="width">2 or 3 elements.</param>
    public static void MixExternal(FrLanes* state, FrLanes* constants, int width)
    {
        if (width == 2) MixExternal2((Integers*)state, (Integers*)(state + 1), (Integers*)constants, Table);
        else MixExternal3((Integers*)state, (Integers*)(state + 1), (Integers*)constants, Table);
    }

    /// <summary>The layer of a partial round: with σ the sum of the elements and the constant, σ + s₀, σ + s₁ (if there are three), σ + 2s.</summary>
    /// <param name="state">Pairs. Element 0 is a fifth power, the others are within 8r/5, and 2^57 in their limbs.</param>
    /// <param name="constant">Reduced.</param>
    /// <param name="width">2 or 3 elements.</param>
    public static void MixInternal(FrLanes* state, FrLanes* constant, int width)
    {
        if (width == 2) MixInternal2((Integers*)state, (Integers*)(state + 1), (Integers*)constant, Table);
        else MixInternal3((Integers*)state, (Integers*)(state + 1), (Integers*)constant, Table);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixExternal2(Integers* xA, Integers* xB, Integers* constants, ConstantTable* table)
    {
        Integers mask = table->Mask;
        {
            Integers sum0A = xA[0] + xA[10];
            Integers sum1A = xA[1] + xA[11];
            Integers sum2A = xA[2] + xA[12];
            Integers sum3A = xA[3] + xA[13];
            Integers sum4A = xA[4] + xA[14];
            Integers e0_0A = xA[0] + constants[0] + sum0A;
            Integers e0_1A = xA[1] + constants[1] + sum1A;
            Integers e0_2A = xA[2] + constants[2] + sum2A;
            Integers e0_3A = xA[3] + constants[3] + sum3A;
            Integers e0_4A = xA[4] + constants[4] + sum4A;
            Integers e0_MultipleA = e0_4A >> 48;
            e0_0A -= Avx512F.PermuteVar8x64(table->Multiple0, e0_MultipleA);
            Integers sum0B = xB[0] + xB[10];
            Integers sum1B = xB[1] + xB[11];
            Integers sum2B = xB[2] + xB[12];
            Integers sum3B = xB[3] + xB[13];
            Integers sum4B = xB[4] + xB[14];
            Integers e0_0B = xB[0] + constants[0] + sum0B;
            Integers e0_1B = xB[1] + constants[1] + sum1B;
            Integers e0_2B = xB[2] + constants[2] + sum2B;
            Integers e0_3B = xB[3] + constants[3] + sum3B;
            Integers e0_4B = xB[4] + constants[4] + sum4B;
            Integers e0_MultipleB = e0_4B >> 48;
            e0_0B -= Avx512F.PermuteVar8x64(table->Multiple0, e0_MultipleB);
            e0_1A -= Avx512F.PermuteVar8x64(table->Multiple1, e0_MultipleA);
            e0_2A -= Avx512F.PermuteVar8x64(table->Multiple2, e0_MultipleA);
            e0_3A -= Avx512F.PermuteVar8x64(table->Multiple3, e0_MultipleA);
            e0_4A -= Avx512F.PermuteVar8x64(table->Multiple4, e0_MultipleA);
            xA[0] = (e0_0A & mask);
            xA[1] = (e0_1A & mask) + (e0_0A >> 52);
            xA[2] = (e0_2A & mask) + (e0_1A >> 52);
            xA[3] = (e0_3A & mask) + (e0_2A >> 52);
            xA[4] = e0_4A + (e0_3A >> 52);
            Integers e1_0A = xA[10] + constants[5] + sum0A;
            Integers e1_1A = xA[11] + constants[6] + sum1A;
            Integers e1_2A = xA[12] + constants[7] + sum2A;
            e0_1B -= Avx512F.PermuteVar8x64(table->Multiple1, e0_MultipleB);
            e0_2B -= Avx512F.PermuteVar8x64(table->Multiple2, e0_MultipleB);
            e0_3B -= Avx512F.PermuteVar8x64(table->Multiple3, e0_MultipleB);
            e0_4B -= Avx512F.PermuteVar8x64(table->Multiple4, e0_MultipleB);
            xB[0] = (e0_0B & mask);
            xB[1] = (e0_1B & mask) + (e0_0B >> 52);
            xB[2] = (e0_2B & mask) + (e0_1B >> 52);
            xB[3] = (e0_3B & mask) + (e0_2B >> 52);
            xB[4] = e0_4B + (e0_3B >> 52);
            Integers e1_0B = xB[10] + constants[5] + sum0B;
            Integers e1_1B = xB[11] + constants[6] + sum1B;
            Integers e1_2B = xB[12] + constants[7] + sum2B;
            Integers e1_3A = xA[13] + constants[8] + sum3A;
            Integers e1_4A = xA[14] + constants[9] + sum4A;
            Integers e1_MultipleA = e1_4A >> 48;
            e1_0A -= Avx512F.PermuteVar8x64(table->Multiple0, e1_MultipleA);
            e1_1A -= Avx512F.PermuteVar8x64(table->Multiple1, e1_MultipleA);
            e1_2A -= Avx512F.PermuteVar8x64(table->Multiple2, e1_MultipleA);
            e1_3A -= Avx512F.PermuteVar8x64(table->Multiple3, e1_MultipleA);
            e1_4A -= Avx512F.PermuteVar8x64(table->Multiple4, e1_MultipleA);
            xA[10] = (e1_0A & mask);
            xA[11] = (e1_1A & mask) + (e1_0A >> 52);
            xA[12] = (e1_2A & mask) + (e1_1A >> 52);
            xA[13] = (e1_3A & mask) + (e1_2A >> 52);
            Integers e1_3B = xB[13] + constants[8] + sum3B;
            Integers e1_4B = xB[14] + constants[9] + sum4B;
            Integers e1_MultipleB = e1_4B >> 48;
            e1_0B -= Avx512F.PermuteVar8x64(table->Multiple0, e1_MultipleB);
            e1_1B -= Avx512F.PermuteVar8x64(table->Multiple1, e1_MultipleB);
            e1_2B -= Avx512F.PermuteVar8x64(table->Multiple2, e1_MultipleB);
            e1_3B -= Avx512F.PermuteVar8x64(table->Multiple3, e1_MultipleB);
            e1_4B -= Avx512F.PermuteVar8x64(table->Multiple4, e1_MultipleB);
            xB[10] = (e1_0B & mask);
            xB[11] = (e1_1B & mask) + (e1_0B >> 52);
            xB[12] = (e1_2B & mask) + (e1_1B >> 52);
            xB[13] = (e1_3B & mask) + (e1_2B >> 52);
            xA[14] = e1_4A + (e1_3A >> 52);
            xB[14] = e1_4B + (e1_3B >> 52);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixInternal2(Integers* xA, Integers* xB, Integers* constants, ConstantTable* table)
    {
        Integers mask = table->Mask;
        {
            Integers sum0A = xA[0] + constants[0] + xA[10];
            Integers sum1A = xA[1] + constants[1] + xA[11];
            Integers sum2A = xA[2] + constants[2] + xA[12];
            Integers sum3A = xA[3] + constants[3] + xA[13];
            Integers sum4A = xA[4] + constants[4] + xA[14];
            Integers sumMultipleA = sum4A >> 48;
            sum0A -= Avx512F.PermuteVar8x64(table->Multiple0, sumMultipleA);
            sum1A -= Avx512F.PermuteVar8x64(table->Multiple1, sumMultipleA);
            sum2A -= Avx512F.PermuteVar8x64(table->Multiple2, sumMultipleA);
            sum3A -= Avx512F.PermuteVar8x64(table->Multiple3, sumMultipleA);
            sum4A -= Avx512F.PermuteVar8x64(table->Multiple4, sumMultipleA);
            Integers carried0A = (sum0A & mask);
            Integers sum0B = xB[0] + constants[0] + xB[10];
            Integers sum1B = xB[1] + constants[1] + xB[11];
            Integers sum2B = xB[2] + constants[2] + xB[12];
            Integers sum3B = xB[3] + constants[3] + xB[13];
            Integers sum4B = xB[4] + constants[4] + xB[14];
            Integers sumMultipleB = sum4B >> 48;
            sum0B -= Avx512F.PermuteVar8x64(table->Multiple0, sumMultipleB);
            sum1B -= Avx512F.PermuteVar8x64(table->Multiple1, sumMultipleB);
            sum2B -= Avx512F.PermuteVar8x64(table->Multiple2, sumMultipleB);
            sum3B -= Avx512F.PermuteVar8x64(table->Multiple3, sumMultipleB);
            sum4B -= Avx512F.PermuteVar8x64(table->Multiple4, sumMultipleB);
            Integers carried0B = (sum0B & mask);
            xA[0] += carried0A;
            Integers carried1A = (sum1A & mask) + (sum0A >> 52);
            xA[1] += carried1A;
            Integers carried2A = (sum2A & mask) + (sum1A >> 52);
            xA[2] += carried2A;
            Integers carried3A = (sum3A & mask) + (sum2A >> 52);
            xA[3] += carried3A;
            Integers carried4A = sum4A + (sum3A >> 52);
            xA[4] += carried4A;
            Integers last0A = xA[10] + xA[10] + carried0A;
            Integers last1A = xA[11] + xA[11] + carried1A;
            Integers last2A = xA[12] + xA[12] + carried2A;
            xB[0] += carried0B;
            Integers carried1B = (sum1B & mask) + (sum0B >> 52);
            xB[1] += carried1B;
            Integers carried2B = (sum2B & mask) + (sum1B >> 52);
            xB[2] += carried2B;
            Integers carried3B = (sum3B & mask) + (sum2B >> 52);
            xB[3] += carried3B;
            Integers carried4B = sum4B + (sum3B >> 52);
            xB[4] += carried4B;
            Integers last0B = xB[10] + xB[10] + carried0B;
            Integers last1B = xB[11] + xB[11] + carried1B;
            Integers last2B = xB[12] + xB[12] + carried2B;
            Integers last3A = xA[13] + xA[13] + carried3A;
            Integers last4A = xA[14] + xA[14] + carried4A;
            Integers lastMultipleA = last4A >> 48;
            last0A -= Avx512F.PermuteVar8x64(table->Multiple0, lastMultipleA);
            last1A -= Avx512F.PermuteVar8x64(table->Multiple1, lastMultipleA);
            last2A -= Avx512F.PermuteVar8x64(table->Multiple2, lastMultipleA);
            last3A -= Avx512F.PermuteVar8x64(table->Multiple3, lastMultipleA);
            last4A -= Avx512F.PermuteVar8x64(table->Multiple4, lastMultipleA);
            xA[10] = last0A;
            xA[11] = last1A;
            xA[12] = last2A;
            xA[13] = last3A;
            Integers last3B = xB[13] + xB[13] + carried3B;
            Integers last4B = xB[14] + xB[14] + carried4B;
            Integers lastMultipleB = last4B >> 48;
            last0B -= Avx512F.PermuteVar8x64(table->Multiple0, lastMultipleB);
            last1B -= Avx512F.PermuteVar8x64(table->Multiple1, lastMultipleB);
            last2B -= Avx512F.PermuteVar8x64(table->Multiple2, lastMultipleB);
            last3B -= Avx512F.PermuteVar8x64(table->Multiple3, lastMultipleB);
            last4B -= Avx512F.PermuteVar8x64(table->Multiple4, lastMultipleB);
            xB[10] = last0B;
            xB[11] = last1B;
            xB[12] = last2B;
            xB[13] = last3B;
            xA[14] = last4A;
            xB[14] = last4B;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixExternal3(Integers* xA, Integers* xB, Integers* constants, ConstantTable* table)
    {
        Integers mask = table->Mask;
        {
            Integers sum0A = xA[0] + xA[10] + xA[20];
            Integers sum1A = xA[1] + xA[11] + xA[21];
            Integers sum2A = xA[2] + xA[12] + xA[22];
            Integers sum3A = xA[3] + xA[13] + xA[23];
            Integers sum4A = xA[4] + xA[14] + xA[24];
            Integers e0_0A = xA[0] + constants[0] + sum0A;
            Integers e0_1A = xA[1] + constants[1] + sum1A;
            Integers e0_2A = xA[2] + constants[2] + sum2A;
            Integers e0_3A = xA[3] + constants[3] + sum3A;
            Integers e0_4A = xA[4] + constants[4] + sum4A;
            Integers e0_MultipleA = e0_4A >> 48;
            e0_0A -= Avx512F.PermuteVar8x64(table->Multiple0, e0_MultipleA);
            Integers sum0B = xB[0] + xB[10] + xB[20];
            Integers sum1B = xB[1] + xB[11] + xB[21];
            Integers sum2B = xB[2] + xB[12] + xB[22];
            Integers sum3B = xB[3] + xB[13] + xB[23];
            Integers sum4B = xB[4] + xB[14] + xB[24];
            Integers e0_0B = xB[0] + constants[0] + sum0B;
            Integers e0_1B = xB[1] + constants[1] + sum1B;
            Integers e0_2B = xB[2] + constants[2] + sum2B;
            Integers e0_3B = xB[3] + constants[3] + sum3B;
            Integers e0_4B = xB[4] + constants[4] + sum4B;
            Integers e0_MultipleB = e0_4B >> 48;
            e0_0B -= Avx512F.PermuteVar8x64(table->Multiple0, e0_MultipleB);
            e0_1A -= Avx512F.PermuteVar8x64(table->Multiple1, e0_MultipleA);
            e0_2A -= Avx512F.PermuteVar8x64(table->Multiple2, e0_MultipleA);
            e0_3A -= Avx512F.PermuteVar8x64(table->Multiple3, e0_MultipleA);
            e0_4A -= Avx512F.PermuteVar8x64(table->Multiple4, e0_MultipleA);
            xA[0] = (e0_0A & mask);
            xA[1] = (e0_1A & mask) + (e0_0A >> 52);
            xA[2] = (e0_2A & mask) + (e0_1A >> 52);
            xA[3] = (e0_3A & mask) + (e0_2A >> 52);
            xA[4] = e0_4A + (e0_3A >> 52);
            Integers e1_0A = xA[10] + constants[5] + sum0A;
            Integers e1_1A = xA[11] + constants[6] + sum1A;
            Integers e1_2A = xA[12] + constants[7] + sum2A;
            e0_1B -= Avx512F.PermuteVar8x64(table->Multiple1, e0_MultipleB);
            e0_2B -= Avx512F.PermuteVar8x64(table->Multiple2, e0_MultipleB);
            e0_3B -= Avx512F.PermuteVar8x64(table->Multiple3, e0_MultipleB);
            e0_4B -= Avx512F.PermuteVar8x64(table->Multiple4, e0_MultipleB);
            xB[0] = (e0_0B & mask);
            xB[1] = (e0_1B & mask) + (e0_0B >> 52);
            xB[2] = (e0_2B & mask) + (e0_1B >> 52);
            xB[3] = (e0_3B & mask) + (e0_2B >> 52);
            xB[4] = e0_4B + (e0_3B >> 52);
            Integers e1_0B = xB[10] + constants[5] + sum0B;
            Integers e1_1B = xB[11] + constants[6] + sum1B;
            Integers e1_2B = xB[12] + constants[7] + sum2B;
            Integers e1_3A = xA[13] + constants[8] + sum3A;
            Integers e1_4A = xA[14] + constants[9] + sum4A;
            Integers e1_MultipleA = e1_4A >> 48;
            e1_0A -= Avx512F.PermuteVar8x64(table->Multiple0, e1_MultipleA);
            e1_1A -= Avx512F.PermuteVar8x64(table->Multiple1, e1_MultipleA);
            e1_2A -= Avx512F.PermuteVar8x64(table->Multiple2, e1_MultipleA);
            e1_3A -= Avx512F.PermuteVar8x64(table->Multiple3, e1_MultipleA);
            e1_4A -= Avx512F.PermuteVar8x64(table->Multiple4, e1_MultipleA);
            xA[10] = (e1_0A & mask);
            xA[11] = (e1_1A & mask) + (e1_0A >> 52);
            xA[12] = (e1_2A & mask) + (e1_1A >> 52);
            xA[13] = (e1_3A & mask) + (e1_2A >> 52);
            Integers e1_3B = xB[13] + constants[8] + sum3B;
            Integers e1_4B = xB[14] + constants[9] + sum4B;
            Integers e1_MultipleB = e1_4B >> 48;
            e1_0B -= Avx512F.PermuteVar8x64(table->Multiple0, e1_MultipleB);
            e1_1B -= Avx512F.PermuteVar8x64(table->Multiple1, e1_MultipleB);
            e1_2B -= Avx512F.PermuteVar8x64(table->Multiple2, e1_MultipleB);
            e1_3B -= Avx512F.PermuteVar8x64(table->Multiple3, e1_MultipleB);
            e1_4B -= Avx512F.PermuteVar8x64(table->Multiple4, e1_MultipleB);
            xB[10] = (e1_0B & mask);
            xB[11] = (e1_1B & mask) + (e1_0B >> 52);
            xB[12] = (e1_2B & mask) + (e1_1B >> 52);
            xB[13] = (e1_3B & mask) + (e1_2B >> 52);
            xA[14] = e1_4A + (e1_3A >> 52);
            Integers e2_0A = xA[20] + constants[10] + sum0A;
            Integers e2_1A = xA[21] + constants[11] + sum1A;
            Integers e2_2A = xA[22] + constants[12] + sum2A;
            Integers e2_3A = xA[23] + constants[13] + sum3A;
            Integers e2_4A = xA[24] + constants[14] + sum4A;
            Integers e2_MultipleA = e2_4A >> 48;
            e2_0A -= Avx512F.PermuteVar8x64(table->Multiple0, e2_MultipleA);
            e2_1A -= Avx512F.PermuteVar8x64(table->Multiple1, e2_MultipleA);
            e2_2A -= Avx512F.PermuteVar8x64(table->Multiple2, e2_MultipleA);
            e2_3A -= Avx512F.PermuteVar8x64(table->Multiple3, e2_MultipleA);
            e2_4A -= Avx512F.PermuteVar8x64(table->Multiple4, e2_MultipleA);
            xB[14] = e1_4B + (e1_3B >> 52);
            Integers e2_0B = xB[20] + constants[10] + sum0B;
            Integers e2_1B = xB[21] + constants[11] + sum1B;
            Integers e2_2B = xB[22] + constants[12] + sum2B;
            Integers e2_3B = xB[23] + constants[13] + sum3B;
            Integers e2_4B = xB[24] + constants[14] + sum4B;
            Integers e2_MultipleB = e2_4B >> 48;
            e2_0B -= Avx512F.PermuteVar8x64(table->Multiple0, e2_MultipleB);
            e2_1B -= Avx512F.PermuteVar8x64(table->Multiple1, e2_MultipleB);
            e2_2B -= Avx512F.PermuteVar8x64(table->Multiple2, e2_MultipleB);
            e2_3B -= Avx512F.PermuteVar8x64(table->Multiple3, e2_MultipleB);
            e2_4B -= Avx512F.PermuteVar8x64(table->Multiple4, e2_MultipleB);
            xA[20] = (e2_0A & mask);
            xA[21] = (e2_1A & mask) + (e2_0A >> 52);
            xA[22] = (e2_2A & mask) + (e2_1A >> 52);
            xA[23] = (e2_3A & mask) + (e2_2A >> 52);
            xA[24] = e2_4A + (e2_3A >> 52);
            xB[20] = (e2_0B & mask);
            xB[21] = (e2_1B & mask) + (e2_0B >> 52);
            xB[22] = (e2_2B & mask) + (e2_1B >> 52);
            xB[23] = (e2_3B & mask) + (e2_2B >> 52);
            xB[24] = e2_4B + (e2_3B >> 52);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixInternal3(Integers* xA, Integers* xB, Integers* constants, ConstantTable* table)
    {
        Integers mask = table->Mask;
        {
            Integers sum0A = xA[0] + constants[0] + xA[20] + xA[10];
            Integers sum1A = xA[1] + constants[1] + xA[21] + xA[11];
            Integers sum2A = xA[2] + constants[2] + xA[22] + xA[12];
            Integers sum3A = xA[3] + constants[3] + xA[23] + xA[13];
            Integers sum4A = xA[4] + constants[4] + xA[24] + xA[14];
            Integers sumMultipleA = sum4A >> 48;
            sum0A -= Avx512F.PermuteVar8x64(table->Multiple0, sumMultipleA);
            sum1A -= Avx512F.PermuteVar8x64(table->Multiple1, sumMultipleA);
            sum2A -= Avx512F.PermuteVar8x64(table->Multiple2, sumMultipleA);
            sum3A -= Avx512F.PermuteVar8x64(table->Multiple3, sumMultipleA);
            sum4A -= Avx512F.PermuteVar8x64(table->Multiple4, sumMultipleA);
            Integers carried0A = (sum0A & mask);
            Integers sum0B = xB[0] + constants[0] + xB[20] + xB[10];
            Integers sum1B = xB[1] + constants[1] + xB[21] + xB[11];
            Integers sum2B = xB[2] + constants[2] + xB[22] + xB[12];
            Integers sum3B = xB[3] + constants[3] + xB[23] + xB[13];
            Integers sum4B = xB[4] + constants[4] + xB[24] + xB[14];
            Integers sumMultipleB = sum4B >> 48;
            sum0B -= Avx512F.PermuteVar8x64(table->Multiple0, sumMultipleB);
            sum1B -= Avx512F.PermuteVar8x64(table->Multiple1, sumMultipleB);
            sum2B -= Avx512F.PermuteVar8x64(table->Multiple2, sumMultipleB);
            sum3B -= Avx512F.PermuteVar8x64(table->Multiple3, sumMultipleB);
            sum4B -= Avx512F.PermuteVar8x64(table->Multiple4, sumMultipleB);
            Integers carried0B = (sum0B & mask);
            xA[0] += carried0A;
            Integers carried1A = (sum1A & mask) + (sum0A >> 52);
            xA[1] += carried1A;
            Integers carried2A = (sum2A & mask) + (sum1A >> 52);
            xA[2] += carried2A;
            Integers carried3A = (sum3A & mask) + (sum2A >> 52);
            xA[3] += carried3A;
            Integers carried4A = sum4A + (sum3A >> 52);
            xA[4] += carried4A;
            Integers middle0A = xA[10] + carried0A;
            Integers middle1A = xA[11] + carried1A;
            Integers middle2A = xA[12] + carried2A;
            xB[0] += carried0B;
            Integers carried1B = (sum1B & mask) + (sum0B >> 52);
            xB[1] += carried1B;
            Integers carried2B = (sum2B & mask) + (sum1B >> 52);
            xB[2] += carried2B;
            Integers carried3B = (sum3B & mask) + (sum2B >> 52);
            xB[3] += carried3B;
            Integers carried4B = sum4B + (sum3B >> 52);
            xB[4] += carried4B;
            Integers middle0B = xB[10] + carried0B;
            Integers middle1B = xB[11] + carried1B;
            Integers middle2B = xB[12] + carried2B;
            Integers middle3A = xA[13] + carried3A;
            Integers middle4A = xA[14] + carried4A;
            Integers middleMultipleA = middle4A >> 48;
            middle0A -= Avx512F.PermuteVar8x64(table->Multiple0, middleMultipleA);
            middle1A -= Avx512F.PermuteVar8x64(table->Multiple1, middleMultipleA);
            middle2A -= Avx512F.PermuteVar8x64(table->Multiple2, middleMultipleA);
            middle3A -= Avx512F.PermuteVar8x64(table->Multiple3, middleMultipleA);
            middle4A -= Avx512F.PermuteVar8x64(table->Multiple4, middleMultipleA);
            xA[10] = middle0A;
            xA[11] = middle1A;
            xA[12] = middle2A;
            xA[13] = middle3A;
            Integers middle3B = xB[13] + carried3B;
            Integers middle4B = xB[14] + carried4B;
            Integers middleMultipleB = middle4B >> 48;
            middle0B -= Avx512F.PermuteVar8x64(table->Multiple0, middleMultipleB);
            middle1B -= Avx512F.PermuteVar8x64(table->Multiple1, middleMultipleB);
            middle2B -= Avx512F.PermuteVar8x64(table->Multiple2, middleMultipleB);
            middle3B -= Avx512F.PermuteVar8x64(table->Multiple3, middleMultipleB);
            middle4B -= Avx512F.PermuteVar8x64(table->Multiple4, middleMultipleB);
            xB[10] = middle0B;
            xB[11] = middle1B;
            xB[12] = middle2B;
            xB[13] = middle3B;
            xA[14] = middle4A;
            Integers last0A = xA[20] + xA[20] + carried0A;
            Integers last1A = xA[21] + xA[21] + carried1A;
            Integers last2A = xA[22] + xA[22] + carried2A;
            Integers last3A = xA[23] + xA[23] + carried3A;
            Integers last4A = xA[24] + xA[24] + carried4A;
            Integers lastMultipleA = last4A >> 48;
            last0A -= Avx512F.PermuteVar8x64(table->Multiple0, lastMultipleA);
            last1A -= Avx512F.PermuteVar8x64(table->Multiple1, lastMultipleA);
            last2A -= Avx512F.PermuteVar8x64(table->Multiple2, lastMultipleA);
            last3A -= Avx512F.PermuteVar8x64(table->Multiple3, lastMultipleA);
            last4A -= Avx512F.PermuteVar8x64(table->Multiple4, lastMultipleA);
            xB[14] = middle4B;
            Integers last0B = xB[20] + xB[20] + carried0B;
            Integers last1B = xB[21] + xB[21] + carried1B;
            Integers last2B = xB[22] + xB[22] + carried2B;
            Integers last3B = xB[23] + xB[23] + carried3B;
            Integers last4B = xB[24] + xB[24] + carried4B;
            Integers lastMultipleB = last4B >> 48;
            last0B -= Avx512F.PermuteVar8x64(table->Multiple0, lastMultipleB);
            last1B -= Avx512F.PermuteVar8x64(table->Multiple1, lastMultipleB);
            last2B -= Avx512F.PermuteVar8x64(table->Multiple2, lastMultipleB);
            last3B -= Avx512F.PermuteVar8x64(table->Multiple3, lastMultipleB);
            last4B -= Avx512F.PermuteVar8x64(table->Multiple4, lastMultipleB);
            xA[20] = last0A;
            xA[21] = last1A;
            xA[22] = last2A;
            xA[23] = last3A;
            xA[24] = last4A;
            xB[20] = last0B;
            xB[21] = last1B;
            xB[22] = last2B;
            xB[23] = last3B;
            xB[24] = last4B;
        }
    }
}
