using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <summary>Operations that follow from a field's axioms.</summary>
public static class FieldExtensions
{
    /// <summary>The element to a non-negative power, left to right, four bits at a time. Variable time in the exponent.</summary>
    public static TField Pow<TField>(this TField value, BigInteger exponent) where TField : unmanaged, IField<TField>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        Span<TField> powers = stackalloc TField[16];
        powers[0] = TField.One;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * value;

        TField result = TField.One;
        byte[] bytes = exponent.ToByteArray(isUnsigned: true, isBigEndian: true);
        foreach (byte octet in bytes)
        {
            result = result.Square().Square().Square().Square() * powers[octet >> 4];
            result = result.Square().Square().Square().Square() * powers[octet & 15];
        }

        return result;
    }

    /// <summary>Replaces every element by its inverse with one inversion (Montgomery's trick); zeros stay zero.</summary>
    public static void InvertAll<TField>(this Span<TField> values) where TField : unmanaged, IField<TField>
    {
        TField[] prefix = new TField[values.Length];
        TField product = TField.One;
        for (int i = 0; i < values.Length; i++)
        {
            prefix[i] = product;
            if (!values[i].IsZero) product *= values[i];
        }

        TField inverse = product.Inverse();
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (values[i].IsZero) continue;
            TField next = inverse * values[i];
            values[i] = inverse * prefix[i];
            inverse = next;
        }
    }
}
