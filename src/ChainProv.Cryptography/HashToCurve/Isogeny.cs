using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.HashToCurve;

/// <summary>(x, y) ↦ (xₙ(x)/x_d(x), y·yₙ(x)/y_d(x)) from an isogenous curve; the polynomials by their coefficients, lowest first.</summary>
internal sealed class Isogeny<TField>(TField[] xNumerator, TField[] xDenominator, TField[] yNumerator, TField[] yDenominator)
    where TField : unmanaged, IField<TField>
{
    /// <summary>The image, without an inversion; a point where a denominator vanishes goes to infinity.</summary>
    public JacobianPoint<TCurve, TField, TScalar> Apply<TCurve, TScalar>(TField x, TField y)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        TField xd = Evaluate(xDenominator, x), yd = Evaluate(yDenominator, x), z = xd * yd;
        return new(Evaluate(xNumerator, x) * z * yd, y * Evaluate(yNumerator, x) * z.Square() * xd, z);
    }

    private static TField Evaluate(TField[] coefficients, TField x)
    {
        TField value = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--) value = (value * x) + coefficients[i];
        return value;
    }
}
