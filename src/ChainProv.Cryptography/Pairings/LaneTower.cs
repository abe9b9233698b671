using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;
using static ChainProv.Cryptography.Pairings.Fp2Pairs;
using Integers = System.Runtime.Intrinsics.Vector512<long>;

namespace ChainProv.Cryptography.Pairings;

/// <summary>Arithmetic of Fp12 on the lanes of <see cref="Fp12Lanes"/>: a coordinate of the result is a sum of products, in a lane of its own, and reduced once.</summary>
/// <remarks>
/// In a product f·g the coefficient of wᵏ is Σ gᵢ·fₖ₋ᵢ, where f₋ᵢ = ξ·f₆₋ᵢ: a window of the sequence ξf₁, …, ξf₅, f₀, …, f₅ that moves down by one as i
/// goes up, times one gᵢ for all lanes; likewise in Fp6, where y₋ᵢ = ξ·y₃₋ᵢ. The real part of gᵢ multiplies the window, the imaginary part u
/// times the window: both at once in the two halves of the lanes, which are then added, where there are only four coordinates.
/// <para>
/// Factors have limbs of at most 2^52; for a coordinate their products add up to 10·2^100 and a few 2^58, the products themselves to 1800p², in
/// r of <see cref="Multiply"/>. What is contracted is within 24.1p before, in <see cref="SquareCyclotomic"/>, and so within 6.1p.
/// </para>
/// No secrets; for one thread.
/// </remarks>
internal sealed unsafe partial class LaneTower : IDisposable
{
    private const int MostTerms = 6;

    private struct Workspace
    {
        public Terms LowLeft, LowRight, HighLeft, HighRight;
        public FpLanes Low, High, Cross;
        public Fp12Lanes Base;
        public CyclotomicLanes Running;
    }

    [InlineArray(MostTerms)]
    private struct Terms
    {
        private FpLanes _first;
    }

    /// <summary>Carries the limbs of sums, lowest first, so that they can be factors again.</summary>
    private struct Carry
    {
        private Integers _carry;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Integers Next(Integers limb, int index)
        {
            Integers sum = limb + _carry;
            if (index == FpLanes.LimbCount - 1) return sum;
            _carry = sum >> FpLanes.LimbBits;
            return sum & Vector512.Create((1L << FpLanes.LimbBits) - 1);
        }
    }

    private static readonly Integers OddPairs = Vector512.Create(0L, 0, -1, -1, 0, 0, -1, -1);
    private static readonly Integers LowerHalf = Vector512.Create(-1L, -1, -1, -1, 0, 0, 0, 0);

    /// <summary>For p and for p², what the real parts of a coefficient, and what the imaginary ones, are multiplied by: Σ wᵏ and Σ u·wᵏ to that power.</summary>
    private static readonly Fp12Lanes* FrobeniusFactors = CreateFrobeniusFactors();

    private readonly Workspace* _workspace = Lanes.Allocate<Workspace>(1);

    ~LaneTower() => Lanes.Free(_workspace);

    public void Dispose()
    {
        Lanes.Free(_workspace);
        GC.SuppressFinalize(this);
    }

    private static Fp12Lanes* CreateFrobeniusFactors()
    {
        Fp12Lanes* factors = Lanes.Allocate<Fp12Lanes>(4);
        foreach (int power in (int[])[1, 2])
        {
            Fp2 i = new(Fp.Zero, Fp.One);
            Fp12Lanes.Load(new Fp12(new(Fp2.One, Fp2.One, Fp2.One), new(Fp2.One, Fp2.One, Fp2.One)).Frobenius(power), factors + (2 * (power - 1)));
            Fp12Lanes.Load(new Fp12(new(i, i, i), new(i, i, i)).Frobenius(power), factors + (2 * (power - 1)) + 1);
        }

        return factors;
    }

    /// <summary>
    /// f·g, for f = a + b·w and g = c + d·w over Fp6 = Fp2[v], v = w²: s = ac, t = bd and r = (a + b)(c + d) give s + vt + (r − s − t)·w. 108 products,
    /// in lanes 15: s and t are computed side by side, as <see cref="Square"/> does it, and r by itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(Fp12Lanes* f, Fp12Lanes* g, Fp12Lanes* result)
    {
        Workspace* w = _workspace;
        SumOperands(f, g);
        FpLanes.SumOfProducts((FpLanes*)&w->LowLeft, (FpLanes*)&w->LowRight, 6, out w->Cross);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            SpreadPairs(limb, ((Integers*)&f->Low)[limb], ((Integers*)&f->High)[limb]);
            PairWindows(limb, ((Integers*)&g->Low)[limb], ((Integers*)&g->High)[limb]);
        }

        SumPairs();
        ProductFromProducts();
        FpLanes.Contract(w->Low, out result->Low);
        FpLanes.Contract(w->High, out result->High);
    }

    /// <summary>f·(g₀ + g₂w² + g₃w³): 72 products, in lanes 9.</summary>
    /// <param name="f">Any element.</param>
    /// <param name="line">The first coordinate of g₀; those of g₂ and g₃ follow at the given distance.</param>
    /// <param name="distance">In words.</param>
    /// <param name="result">May be f.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MultiplyByLine(Fp12Lanes* f, long* line, int distance, Fp12Lanes* result)
    {
        Workspace* w = _workspace;
        FpLanes* lowLeft = (FpLanes*)&w->LowLeft, highLeft = (FpLanes*)&w->HighLeft;
        for (int i = 0; i < 3; i++)
            Spread(line + (2 * i * distance), line + (((2 * i) + 1) * distance), lowLeft + (2 * i), highLeft + i);
        LineWindows(f);
        FpLanes.SumOfProducts(lowLeft, (FpLanes*)&w->LowRight, 6, out result->Low);
        FpLanes.SumOfProducts(highLeft, (FpLanes*)&w->HighRight, 3, out w->High);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++) ((Integers*)&w->High)[limb] = SumOfHalves(((Integers*)&w->High)[limb]);
        FpLanes.Contract(w->High, out result->High);
    }

    /// <summary>
    /// f², for f = a + b·w over Fp6 = Fp2[v], v = w²: (a + b)(a + vb) − ab − v·ab + 2ab·w. 72 products, in lanes 9: ab beside the other product, their
    /// coefficients of 1 and v in eight lanes, those of v² in half of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Square(Fp12Lanes* f, Fp12Lanes* result)
    {
        Workspace* w = _workspace;
        Carry left01 = default, left2 = default, right01 = default, right2 = default;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers low = ((Integers*)&f->Low)[limb], high = ((Integers*)&f->High)[limb], xiHigh = high + TimesU(high);

            // (a₀, a₀ + b₀, a₁, a₁ + b₁) and (a₂, a₂ + b₂) times (b₀, a₀ + ξb₂, b₁, a₁ + b₀) and (b₂, a₂ + b₁).
            SpreadPairs(
                limb,
                left01.Next(Avx512F.Shuffle4x128(low, low, 0xa0) + (Avx512F.Shuffle4x128(low, low, 0xf5) & OddPairs), limb),
                left2.Next(Avx512F.Shuffle4x128(high, high, 0xa0) + (Avx512F.Shuffle4x128(high, high, 0xf5) & OddPairs), limb));
            Integers wrapped = Avx512F.PermuteVar8x64x2(low, Vector512.Create(0L, 1, 10, 11, 0, 1, 2, 3), xiHigh) & OddPairs;
            PairWindows(
                limb,
                right01.Next(Avx512F.Shuffle4x128(low, low, 0xb1) + wrapped, limb),
                right2.Next(Avx512F.Shuffle4x128(high, high, 0xb1) + (Avx512F.Shuffle4x128(low, low, 0xff) & OddPairs), limb));
        }

        SumPairs();
        SquareFromProducts();
        FpLanes.Contract(w->Low, out result->Low);
        FpLanes.Contract(w->High, out result->High);
    }

    /// <summary>Two products in Fp6 side by side: the pairs of lanes belong to one and the other in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumPairs()
    {
        Workspace* w = _workspace;
        FpLanes.SumOfProducts((FpLanes*)&w->LowLeft, (FpLanes*)&w->LowRight, 6, out w->Low);
        FpLanes.SumOfProducts((FpLanes*)&w->HighLeft, (FpLanes*)&w->HighRight, 3, out w->High);
    }

    /// <summary>The left factors x and x' from (x₀, x'₀, x₁, x'₁) and (x₂, x'₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SpreadPairs(int limb, Integers x01, Integers x2)
    {
        FpLanes* low = (FpLanes*)&_workspace->LowLeft, high = (FpLanes*)&_workspace->HighLeft;
        ((Integers*)low)[limb] = Vector512.Shuffle(x01, Vector512.Create(0L, 0, 2, 2, 0, 0, 2, 2));
        ((Integers*)(low + 1))[limb] = Vector512.Shuffle(x01, Vector512.Create(1L, 1, 3, 3, 1, 1, 3, 3));
        ((Integers*)(low + 2))[limb] = Vector512.Shuffle(x01, Vector512.Create(4L, 4, 6, 6, 4, 4, 6, 6));
        ((Integers*)(low + 3))[limb] = Vector512.Shuffle(x01, Vector512.Create(5L, 5, 7, 7, 5, 5, 7, 7));
        ((Integers*)(low + 4))[limb] = Real(x2);
        ((Integers*)(low + 5))[limb] = Imaginary(x2);
        ((Integers*)high)[limb] = Vector512.Shuffle(x01, Vector512.Create(0L, 0, 2, 2, 1, 1, 3, 3));
        ((Integers*)(high + 1))[limb] = Vector512.Shuffle(x01, Vector512.Create(4L, 4, 6, 6, 5, 5, 7, 7));
        ((Integers*)(high + 2))[limb] = Vector512.Shuffle(x2, Vector512.Create(0L, 0, 2, 2, 1, 1, 3, 3));
    }

    /// <summary>The windows of the right factors y and y', in ξy₁, ξy₂, y₀, y₁, y₂, from (y₀, y'₀, y₁, y'₁) and (y₂, y'₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PairWindows(int limb, Integers y01, Integers y2)
    {
        FpLanes* low = (FpLanes*)&_workspace->LowRight, high = (FpLanes*)&_workspace->HighRight;
        Integers u01 = TimesU(y01), u2 = TimesU(y2), xi01 = y01 + u01, xi2 = y2 + u2;
        ((Integers*)low)[limb] = y01;
        ((Integers*)(low + 1))[limb] = u01;
        ((Integers*)(low + 2))[limb] = Avx512F.Shuffle4x128(xi2, y01, 0x44);
        ((Integers*)(low + 3))[limb] = Avx512F.Shuffle4x128(u2 - y2, u01, 0x44);
        ((Integers*)(low + 4))[limb] = Avx512F.Shuffle4x128(xi01, xi2, 0x4e);
        ((Integers*)(low + 5))[limb] = Avx512F.Shuffle4x128(u01 - y01, u2 - y2, 0x4e);
        ((Integers*)high)[limb] = Avx512F.Shuffle4x128(y2, u2, 0x44);
        ((Integers*)(high + 1))[limb] = Avx512F.Shuffle4x128(y01, u01, 0xee);
        ((Integers*)(high + 2))[limb] = Avx512F.Shuffle4x128(y01, u01, 0x44);
    }

    /// <summary>(a + b)·(c + d): six coordinates, with windows of three coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOperands(Fp12Lanes* f, Fp12Lanes* g)
    {
        FpLanes* left = (FpLanes*)&_workspace->LowLeft, right = (FpLanes*)&_workspace->LowRight;
        Carry carryLeft = default, carryRight = default;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers x = carryLeft.Next(EvenPlusOdd(f, limb), limb), y = carryRight.Next(EvenPlusOdd(g, limb), limb), u = TimesU(y), xi = y + u, uXi = u - y;
            for (int i = 0; i < 6; i++) ((Integers*)(left + i))[limb] = Vector512.Shuffle(x, Vector512.Create((long)i));
            ((Integers*)right)[limb] = y;
            ((Integers*)(right + 1))[limb] = u;
            ((Integers*)(right + 2))[limb] = Avx512F.PermuteVar8x64x2(y, Vector512.Create(12L, 13, 0, 1, 2, 3, 4, 5), xi);
            ((Integers*)(right + 3))[limb] = Avx512F.PermuteVar8x64x2(u, Vector512.Create(12L, 13, 0, 1, 2, 3, 4, 5), uXi);
            ((Integers*)(right + 4))[limb] = Avx512F.PermuteVar8x64x2(y, Vector512.Create(10L, 11, 12, 13, 0, 1, 2, 3), xi);
            ((Integers*)(right + 5))[limb] = Avx512F.PermuteVar8x64x2(u, Vector512.Create(10L, 11, 12, 13, 0, 1, 2, 3), uXi);
        }
    }

    /// <summary>(f₀ + f₁, f₂ + f₃, f₄ + f₅, f₄ + f₅).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers EvenPlusOdd(Fp12Lanes* f, int limb)
    {
        Integers low = ((Integers*)&f->Low)[limb], high = ((Integers*)&f->High)[limb];
        return Avx512F.Shuffle4x128(low, high, 0x88) + Avx512F.Shuffle4x128(low, high, 0xdd);
    }

    /// <summary>From (s₀, t₀, s₁, t₁), (s₂, t₂) in two halves, and (r₀, r₁, r₂).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProductFromProducts()
    {
        Integers* low = (Integers*)&_workspace->Low, high = (Integers*)&_workspace->High, cross = (Integers*)&_workspace->Cross;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            // s + vt: (s₀ + ξt₂, s₁ + t₀) and s₂ + t₁; r − s − t.
            Integers st01 = low[limb], st2 = SumOfHalves(high[limb]), r = cross[limb];
            Integers exchanged01 = Avx512F.Shuffle4x128(st01, st01, 0xb1), exchanged2 = Avx512F.Shuffle4x128(st2, st2, 0xb1), xi2 = exchanged2 + TimesU(exchanged2);
            Integers even01 = st01 + Avx512F.PermuteVar8x64x2(xi2, Vector512.Create(0L, 1, 0, 1, 10, 11, 10, 11), st01);
            Integers even2 = st2 + Avx512F.Shuffle4x128(st01, st01, 0xff);
            Integers odd01 = Avx512F.Shuffle4x128(r, r, 0x50) - st01 - exchanged01, odd2 = Avx512F.Shuffle4x128(r, r, 0xaa) - st2 - exchanged2;
            low[limb] = Vector512.ConditionalSelect(OddPairs, odd01, even01);
            high[limb] = Vector512.ConditionalSelect(OddPairs, odd2, even2);
        }
    }

    /// <summary>From (s₀, t₀, s₁, t₁) and (s₂, t₂) in two halves, for s = ab and t the other product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SquareFromProducts()
    {
        Integers* low = (Integers*)&_workspace->Low, high = (Integers*)&_workspace->High;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers st01 = low[limb], st2 = SumOfHalves(high[limb]);
            Integers xi2 = st2 + TimesU(st2);
            Integers less01 = Avx512F.Shuffle4x128(st01, st01, 0xa0), less2 = Avx512F.Shuffle4x128(st2, st2, 0xa0);
            Integers wrapped = Avx512F.PermuteVar8x64x2(xi2, Vector512.Create(0L, 1, 0, 1, 8, 9, 8, 9), st01);
            low[limb] = Avx512F.Shuffle4x128(st01, st01, 0xb1) + ((less01 ^ ~OddPairs) - ~OddPairs) - Vector512.AndNot(wrapped, OddPairs);
            high[limb] = Avx512F.Shuffle4x128(st2, st2, 0xb1) + ((less2 ^ ~OddPairs) - ~OddPairs) - Vector512.AndNot(Avx512F.Shuffle4x128(st01, st01, 0xaa), OddPairs);
        }
    }

    /// <summary>f to the power p or p²: each coefficient times its factor, its conjugate for p. 48 products, in lanes 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Frobenius(int power, Fp12Lanes* f, Fp12Lanes* result)
    {
        Workspace* w = _workspace;
        FpLanes* lowLeft = (FpLanes*)&w->LowLeft, highLeft = (FpLanes*)&w->HighLeft;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers low = ((Integers*)&f->Low)[limb], high = ((Integers*)&f->High)[limb];
            ((Integers*)lowLeft)[limb] = Real(low);
            ((Integers*)(lowLeft + 1))[limb] = Imaginary(low);
            ((Integers*)highLeft)[limb] = Real(high);
            ((Integers*)(highLeft + 1))[limb] = Imaginary(high);
        }

        Fp12Lanes* factors = FrobeniusFactors + (2 * (power - 1));
        w->LowRight[0] = factors[0].Low;
        w->LowRight[1] = factors[1].Low;
        w->HighRight[0] = factors[0].High;
        w->HighRight[1] = factors[1].High;
        FpLanes.SumOfProducts(lowLeft, (FpLanes*)&w->LowRight, 2, out result->Low);
        FpLanes.SumOfProducts(highLeft, (FpLanes*)&w->HighRight, 2, out result->High);
    }

    /// <summary>To both halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers SumOfHalves(Integers a) => a + Avx512F.Shuffle4x128(a, a, 0x4e);

    /// <summary>A real and an imaginary part to all lanes, and to half of them each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(long* real, long* imaginary, FpLanes* both, FpLanes* halves)
    {
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers re = Vector512.Create(real[limb * Lanes.Count]), im = Vector512.Create(imaginary[limb * Lanes.Count]);
            ((Integers*)both)[limb] = re;
            ((Integers*)(both + 1))[limb] = im;
            ((Integers*)halves)[limb] = Vector512.ConditionalSelect(LowerHalf, re, im);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LineWindows(Fp12Lanes* f)
    {
        FpLanes* lowRight = (FpLanes*)&_workspace->LowRight, highRight = (FpLanes*)&_workspace->HighRight;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers low = ((Integers*)&f->Low)[limb], high = ((Integers*)&f->High)[limb];
            Integers uLow = TimesU(low), uHigh = TimesU(high), xiLow = low + uLow, xiHigh = high + uHigh, uXiLow = uLow - low, uXiHigh = uHigh - high;
            Integers window2 = Vector512.Create(xiHigh.GetLower(), low.GetLower()), uWindow2 = Vector512.Create(uXiHigh.GetLower(), uLow.GetLower());
            Integers down1 = Vector512.Create(14L, 15, 0, 1, 2, 3, 4, 5);
            ((Integers*)lowRight)[limb] = low;
            ((Integers*)(lowRight + 1))[limb] = uLow;
            ((Integers*)(lowRight + 2))[limb] = window2;
            ((Integers*)(lowRight + 3))[limb] = uWindow2;
            ((Integers*)(lowRight + 4))[limb] = Avx512F.PermuteVar8x64x2(window2, down1, xiLow);
            ((Integers*)(lowRight + 5))[limb] = Avx512F.PermuteVar8x64x2(uWindow2, down1, uXiLow);
            ((Integers*)highRight)[limb] = Avx512F.Shuffle4x128(high, uHigh, 0x44);
            ((Integers*)(highRight + 1))[limb] = Avx512F.Shuffle4x128(low, uLow, 0xee);
            ((Integers*)(highRight + 2))[limb] = Avx512F.Shuffle4x128(low, uLow, 0x99);
        }
    }
}
