using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.HashToCurve;

/// <summary>
/// The simplified Shallue–van de Woestijne–Ulas map onto y² = x³ + a·x + b with a·b ≠ 0 (RFC 9380, section 6.6.2). Variable time.
/// </summary>
/// <param name="a">Of the curve.</param>
/// <param name="b">Of the curve.</param>
/// <param name="z">The suite's non-square.</param>
internal sealed class SimplifiedSwu<TField>(TField a, TField b, TField z) where TField : unmanaged, IField<TField>
{
    /// <summary>−b/a and b/(z·a).</summary>
    private readonly TField _minusBOverA = -b * a.Inverse(), _exceptional = b * (z * a).Inverse();

    public (TField X, TField Y) Map(TField u)
    {
        TField zu2 = z * u.Square(), denominator = zu2.Square() + zu2;
        TField x = denominator.IsZero ? _exceptional : _minusBOverA * (TField.One + denominator.Inverse());
        if (!RightSide(x).TrySquareRoot(out TField y))
        {
            x *= zu2;
            RightSide(x).TrySquareRoot(out y);
        }

        return (x, u.IsOdd == y.IsOdd ? y : -y);
    }

    private TField RightSide(TField x) => ((x.Square() + a) * x) + b;
}
