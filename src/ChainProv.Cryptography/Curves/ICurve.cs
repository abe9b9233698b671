using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The parameters of a group on y² = x³ + b: a second curve is a second set of these.</summary>
/// <typeparam name="TSelf">The set of parameters itself.</typeparam>
/// <typeparam name="TField">Where the coordinates lie.</typeparam>
/// <typeparam name="TScalar">The integers modulo the group's prime order.</typeparam>
public interface ICurve<TSelf, TField, TScalar>
    where TSelf : struct, ICurve<TSelf, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    /// <summary>The group's name in the literature, for messages.</summary>
    static abstract string Name { get; }

    /// <summary>b, which is not zero: (0, 0) is not on the curve, and stands for infinity.</summary>
    static abstract TField B { get; }

    static abstract AffinePoint<TSelf, TField, TScalar> Generator { get; }

    /// <summary>ω, a cube root of unity in the prime field, for which (x, y) ↦ (ωx, y) is the multiplication by −z² on the group.</summary>
    static abstract TField CubeRoot { get; }

    /// <summary>Whether a point of the curve has the group's order; infinity has.</summary>
    static abstract bool IsInSubgroup(AffinePoint<TSelf, TField, TScalar> point);

    /// <summary>Maps any point of the curve into the group, by the multiplication that RFC 9380 fixes for the curve.</summary>
    static abstract JacobianPoint<TSelf, TField, TScalar> ClearCofactor(JacobianPoint<TSelf, TField, TScalar> point);
}
