using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Polynomials;

/// <summary>Polynomials as spans of coefficients, lowest first; the empty span is zero.</summary>
public static class Polynomial
{
    /// <summary>f(x), by Horner's rule.</summary>
    public static TField Evaluate<TField>(ReadOnlySpan<TField> coefficients, TField point) where TField : unmanaged, IField<TField>
    {
        TField value = TField.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--) value = (value * point) + coefficients[i];
        return value;
    }

    /// <summary>f(X) = (X − x)·q(X) + f(x): replaces f by q, which has one coefficient less, and gives f(x).</summary>
    /// <returns>f(x); q is all of <paramref name="coefficients"/> but the last, which becomes zero.</returns>
    public static TField DivideByRoot<TField>(Span<TField> coefficients, TField point) where TField : unmanaged, IField<TField>
    {
        TField carry = TField.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            TField next = (carry * point) + coefficients[i];
            coefficients[i] = carry;
            carry = next;
        }

        return carry;
    }

    /// <summary>The coefficients of the one polynomial of degree below n that has the n values at the n points, by Newton's divided differences.</summary>
    /// <exception cref="ArgumentException">There are not as many values as points, or a point stands twice.</exception>
    public static TField[] Interpolate<TField>(ReadOnlySpan<TField> points, ReadOnlySpan<TField> values) where TField : unmanaged, IField<TField>
    {
        if (points.Length != values.Length) throw new ArgumentException($"{points.Length} points, but {values.Length} values.", nameof(values));
        TField[] newton = values.ToArray();
        for (int order = 1; order < newton.Length; order++)
        {
            for (int i = newton.Length - 1; i >= order; i--)
            {
                TField difference = points[i] - points[i - order];
                if (difference.IsZero) throw new ArgumentException("A point stands twice.", nameof(points));
                newton[i] = (newton[i] - newton[i - 1]) * difference.Inverse();
            }
        }

        TField[] coefficients = new TField[newton.Length];
        for (int i = newton.Length - 1; i >= 0; i--)
        {
            // f ← f·(X − xᵢ) + cᵢ
            for (int j = coefficients.Length - 1; j > 0; j--) coefficients[j] = coefficients[j - 1] - (coefficients[j] * points[i]);
            coefficients[0] = newton[i] - (coefficients[0] * points[i]);
        }

        return coefficients;
    }

    /// <summary>1, x, … xⁿ⁻¹; none where n is 0.</summary>
    public static TField[] Powers<TField>(TField value, int count) where TField : unmanaged, IField<TField>
    {
        TField[] powers = new TField[count];
        TField power = TField.One;
        for (int i = 0; i < count; i++, power *= value) powers[i] = power;
        return powers;
    }

    /// <summary>Σ aᵢfᵢ, with as many coefficients as the longest has, and at least one.</summary>
    internal static TField[] Combine<TItem, TField>(IReadOnlyList<TItem> items, Func<TItem, ReadOnlyMemory<TField>> polynomial, ReadOnlySpan<TField> factors)
        where TField : unmanaged, IField<TField>
    {
        TField[] sum = [TField.Zero];
        for (int i = 0; i < items.Count; i++)
        {
            ReadOnlySpan<TField> coefficients = polynomial(items[i]).Span;
            if (coefficients.Length > sum.Length) Array.Resize(ref sum, coefficients.Length);
            for (int j = 0; j < coefficients.Length; j++) sum[j] += factors[i] * coefficients[j];
        }

        return sum;
    }
}
