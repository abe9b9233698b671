using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>Powers in <see cref="CyclotomicSubgroup"/>, in lanes. Variable time.</summary>
internal static unsafe class LanePower
{
    /// <summary>f to the power with a highest bit and those below it, highest first.</summary>
    public static Fp12 Compute(Fp12 f, ReadOnlySpan<bool> bitsBelowHighest)
    {
        using LaneTower tower = new();
        Fp12Lanes* power = Lanes.Allocate<Fp12Lanes>(1);
        try
        {
            Fp12Lanes.Load(f, power);
            tower.PowCyclotomic(power, bitsBelowHighest, power);
            return Fp12Lanes.Store(power);
        }
        finally
        {
            Lanes.Free(power);
        }
    }
}
