using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;
using Integers = System.Runtime.Intrinsics.Vector512<long>;

namespace ChainProv.Cryptography.Pairings;

/// <summary>An element of Fp12 in the order that cyclotomic squarings want: what is a sum of three products, and f₁, in eight lanes.</summary>
internal unsafe struct CyclotomicLanes
{
    /// <summary>The real and the imaginary part of f₀, f₂, f₄ and f₁.</summary>
    public FpLanes Low;

    /// <summary>Those of f₃ and f₅, twice.</summary>
    public FpLanes High;

    public static void From(Fp12Lanes* f, CyclotomicLanes* result) => Exchange(
        &f->Low, Vector512.Create(0L, 1, 4, 5, 8, 9, 2, 3), Vector512.Create(6L, 7, 10, 11, 6, 7, 10, 11), &result->Low);

    public static void To(CyclotomicLanes* f, Fp12Lanes* result) => Exchange(
        &f->Low, Vector512.Create(0L, 1, 6, 7, 2, 3, 8, 9), Vector512.Create(4L, 5, 10, 11, 4, 5, 10, 11), &result->Low);

    /// <summary>Two vectors of lanes, each chosen from two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exchange(FpLanes* from, Integers low, Integers high, FpLanes* to)
    {
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers a = ((Integers*)from)[limb], b = ((Integers*)(from + 1))[limb];
            ((Integers*)to)[limb] = Avx512F.PermuteVar8x64x2(a, low, b);
            ((Integers*)(to + 1))[limb] = Avx512F.PermuteVar8x64x2(a, high, b);
        }
    }
}
