using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Integers = System.Runtime.Intrinsics.Vector512<long>;

namespace ChainProv.Cryptography.Pairings;

/// <summary>Limbs of four elements x + y·u of Fp2, u² = −1, whose coordinates lie in pairs of lanes (x, y).</summary>
internal static class Fp2Pairs
{
    public static readonly Integers RealParts = Vector512.Create(-1L, 0, -1, 0, -1, 0, -1, 0);

    /// <summary>(y, x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers Exchanged(Integers a) => Avx512F.Shuffle(a.AsInt32(), 0x4e).AsInt64();

    /// <summary>(x, x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers Real(Integers a) => Avx512F.UnpackLow(a, a);

    /// <summary>(y, y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers Imaginary(Integers a) => Avx512F.UnpackHigh(a, a);

    /// <summary>(−y, x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers TimesU(Integers a) => (Exchanged(a) ^ RealParts) - RealParts;

    /// <summary>The factors of the square: (x + y, 2x) and (x − y, y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Integers Left, Integers Right) Square(Integers a)
    {
        Integers exchanged = Exchanged(a), real = Real(a);
        return (real + Vector512.ConditionalSelect(RealParts, exchanged, real), a - (exchanged & RealParts));
    }
}
