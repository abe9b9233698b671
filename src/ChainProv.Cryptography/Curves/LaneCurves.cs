using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The groups that lanes know.</summary>
internal static class LaneCurves
{
    /// <summary>Null for other groups, and where the processor has no lanes.</summary>
    public static ILaneCurve<TCurve, TField, TScalar>? Of<TCurve, TField, TScalar>()
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar> =>
        !Lanes.IsSupported ? null
        : typeof(TCurve) == typeof(G1) ? (ILaneCurve<TCurve, TField, TScalar>)(object)new LaneCurve<G1, Fp, FpLanes>()
        : typeof(TCurve) == typeof(G2) ? (ILaneCurve<TCurve, TField, TScalar>)(object)new LaneCurve<G2, Fp2, Fp2Lanes>()
        : null;
}
