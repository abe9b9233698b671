using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;
using static ChainProv.Cryptography.Pairings.Fp2Pairs;
using Integers = System.Runtime.Intrinsics.Vector512<long>;

namespace ChainProv.Cryptography.Pairings;

/// <remarks>Of elements of <see cref="CyclotomicSubgroup"/>.</remarks>
internal sealed unsafe partial class LaneTower
{
    private static readonly Integers AllButLastPair = Vector512.Create(-1L, -1, -1, -1, -1, -1, 0, 0);

    /// <summary>
    /// The square of an element of <see cref="CyclotomicSubgroup"/>, by the formulas given there: 30 products, in lanes 4. With Fp4 = Fp2[s], s = w³, and
    /// (x, y) = (f₀, f₃), (f₁, f₄) and (f₂, f₅) in turn,
    /// f₀, f₂, f₄ become 3(x² + ξy²) − 2f, and f₃, f₅, f₁ become 6xy + 2f, the last one 6ξxy + 2f.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SquareCyclotomic(CyclotomicLanes* f)
    {
        Workspace* w = _workspace;
        CyclotomicOperands(f);
        FpLanes.SumOfProducts((FpLanes*)&w->LowLeft, (FpLanes*)&w->LowRight, 3, out w->Low);
        FpLanes.Multiply(w->HighLeft[0], w->HighRight[0], out w->High);
        ThriceAndTwice(f);
        FpLanes.Contract(w->Low, out f->Low);
        FpLanes.Contract(w->High, out f->High);
    }

    /// <summary>f, of <see cref="CyclotomicSubgroup"/>, to the power with a highest bit and those below it, highest first. Variable time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PowCyclotomic(Fp12Lanes* f, ReadOnlySpan<bool> bitsBelowHighest, Fp12Lanes* result)
    {
        Workspace* w = _workspace;
        w->Base = *f;
        CyclotomicLanes.From(f, &w->Running);
        foreach (bool bit in bitsBelowHighest)
        {
            SquareCyclotomic(&w->Running);
            if (!bit) continue;
            CyclotomicLanes.To(&w->Running, result);
            Multiply(result, &w->Base, result);
            CyclotomicLanes.From(result, &w->Running);
        }

        CyclotomicLanes.To(&w->Running, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CyclotomicOperands(CyclotomicLanes* f)
    {
        Workspace* w = _workspace;
        Integers* low = (Integers*)&f->Low, high = (Integers*)&f->High;
        Integers* left0 = (Integers*)&w->LowLeft, left1 = left0 + FpLanes.LimbCount, left2 = left1 + FpLanes.LimbCount;
        Integers* right0 = (Integers*)&w->LowRight, right1 = right0 + FpLanes.LimbCount, right2 = right1 + FpLanes.LimbCount;
        Integers* highLeft = (Integers*)&w->HighLeft, highRight = (Integers*)&w->HighRight;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            // x = (f₀, f₁, f₂, f₂), y = (f₃, f₄, f₅, f₅).
            Integers x = Vector512.Shuffle(low[limb], Vector512.Create(0L, 1, 6, 7, 2, 3, 2, 3));
            Integers y = Avx512F.PermuteVar8x64x2(low[limb], Vector512.Create(8L, 9, 4, 5, 10, 11, 10, 11), high[limb]);
            Integers xExchanged = Exchanged(x), xReal = Real(x), xImaginary = Imaginary(x), yReal = Real(y), yImaginary = Imaginary(y);

            // Real: (x₀ + x₁)(x₀ − x₁) + y₀(y₀ − 2y₁) − y₁²; imaginary: 2x₀·x₁ + y₀(y₀ + 2y₁) − y₁².
            Integers twice = yImaginary + yImaginary, aside = yReal + ((twice ^ RealParts) - RealParts);

            // For f₁: x₀·z₀ − x₁·z₁ and x₀·z₁ + x₁·z₀, with z = 2ξy.
            Integers z = yReal + ((yImaginary ^ RealParts) - RealParts);
            z += z;
            left0[limb] = xReal + (xExchanged & AllButLastPair);
            right0[limb] = Vector512.ConditionalSelect(AllButLastPair, x - (xExchanged & RealParts), z);
            left1[limb] = Vector512.ConditionalSelect(AllButLastPair, yReal, xImaginary);
            right1[limb] = Vector512.ConditionalSelect(AllButLastPair, aside, TimesU(z));
            left2[limb] = yImaginary & AllButLastPair;
            right2[limb] = -yImaginary;

            // 2x₀·(y₀, y₁) in the lower half, 2x₁·(−y₁, y₀) in the upper one.
            Integers doubled = x + x;
            highLeft[limb] = Vector512.Shuffle(doubled, Vector512.Create(0L, 0, 2, 2, 1, 1, 3, 3));
            highRight[limb] = Avx512F.Shuffle4x128(y, TimesU(y), 0x44);
        }
    }

    /// <summary>3t ∓ 2f, where t was computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ThriceAndTwice(CyclotomicLanes* f)
    {
        Integers* low = (Integers*)&_workspace->Low, high = (Integers*)&_workspace->High, lowBefore = (Integers*)&f->Low, highBefore = (Integers*)&f->High;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers t = low[limb], x = lowBefore[limb], near = t - ((x ^ ~AllButLastPair) - ~AllButLastPair);
            low[limb] = near + near + t;
            t = SumOfHalves(high[limb]);
            near = t + highBefore[limb];
            high[limb] = near + near + t;
        }
    }
}
