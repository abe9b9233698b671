using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.HashToCurve;

/// <summary>
/// Hashing to a curve: expand_message_xmd with SHA-256, simplified SWU to an isogenous curve, the isogeny, the cofactor. Variable time.
/// </summary>
public sealed class CurveHash<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private readonly SimplifiedSwu<TField> _map;
    private readonly Isogeny<TField> _isogeny;

    internal CurveHash(SimplifiedSwu<TField> map, Isogeny<TField> isogeny) => (_map, _isogeny) = (map, isogeny);

    /// <summary>hash_to_curve (the RO suite): indistinguishable from a random oracle into the group.</summary>
    public AffinePoint<TCurve, TField, TScalar> HashToCurve(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag)
    {
        TField[] u = HashToField.Hash<TField>(message, domainSeparationTag, 2);
        return TCurve.ClearCofactor(MapToCurve(u[0]) + MapToCurve(u[1])).ToAffine();
    }

    /// <summary>encode_to_curve (the NU suite): quicker, but not uniform in the group.</summary>
    public AffinePoint<TCurve, TField, TScalar> EncodeToCurve(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag) =>
        MapToGroup(HashToField.Hash<TField>(message, domainSeparationTag, 1)[0]);

    /// <summary>A field element to the group: map_to_curve, then clear_cofactor, as EIP-2537's MAP precompiles do.</summary>
    public AffinePoint<TCurve, TField, TScalar> MapToGroup(TField element) => TCurve.ClearCofactor(MapToCurve(element)).ToAffine();

    /// <summary>A field element to a point of the curve, in general outside the group.</summary>
    internal JacobianPoint<TCurve, TField, TScalar> MapToCurve(TField element)
    {
        (TField x, TField y) = _map.Map(element);
        return _isogeny.Apply<TCurve, TScalar>(x, y);
    }
}
