using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>One element of Fp12, its twelve coordinates side by side in lanes.</summary>
/// <remarks>
/// f = Σ fₖ·wᵏ for six elements of Fp2 = Fp[u]/(u² + 1), w⁶ = ξ = u + 1. Values are of magnitude at most 6p, limbs those of a contraction, or their negatives.
/// </remarks>
internal unsafe struct Fp12Lanes
{
    /// <summary>The real and the imaginary part of f₀, f₁, f₂ and f₃.</summary>
    public FpLanes Low;

    /// <summary>Those of f₄ and f₅, twice.</summary>
    public FpLanes High;

    public static void Load(Fp12 f, Fp12Lanes* result)
    {
        FpLanes.Load([f.C0.C0.C0, f.C0.C0.C1, f.C1.C0.C0, f.C1.C0.C1, f.C0.C1.C0, f.C0.C1.C1, f.C1.C1.C0, f.C1.C1.C1], out result->Low);
        (Fp2 f4, Fp2 f5) = (f.C0.C2, f.C1.C2);
        FpLanes.Load([f4.C0, f4.C1, f5.C0, f5.C1, f4.C0, f4.C1, f5.C0, f5.C1], out result->High);
    }

    public static Fp12 Store(Fp12Lanes* f)
    {
        Span<Fp> low = stackalloc Fp[Lanes.Count], high = stackalloc Fp[Lanes.Count];
        FpLanes.Store(f->Low, low);
        FpLanes.Store(f->High, high);
        return new(
            new(new(low[0], low[1]), new(low[4], low[5]), new(high[0], high[1])),
            new(new(low[2], low[3]), new(low[6], low[7]), new(high[2], high[3])));
    }

    /// <summary>Of an element of norm one the inverse: f₁, f₃ and f₅ change their signs.</summary>
    public static void Conjugate(Fp12Lanes* f)
    {
        Vector512<long> odd = Vector512.Create(0L, 0, -1, -1, 0, 0, -1, -1);
        FpLanes.NegateWhere(odd, f->Low, out f->Low);
        FpLanes.NegateWhere(odd, f->High, out f->High);
    }

    /// <summary>Where coordinate i is in its lowest limb; the next limb's is <see cref="Lanes.Count"/> further.</summary>
    public static long* Coordinate(Fp12Lanes* f, int i) => i < Lanes.Count ? (long*)&f->Low + i : (long*)&f->High + (i - Lanes.Count);
}
