using System.Numerics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.HashToCurve;

/// <summary>hash_to_field of RFC 9380, section 5.2, with <see cref="ExpandMessageXmd"/>.</summary>
public static class HashToField
{
    /// <summary>L = ⌈(⌈log₂ p⌉ + 128) / 8⌉: enough bytes that reducing them modulo p is uniform up to 2⁻¹²⁸.</summary>
    private static int CoordinateLength<TField>() where TField : unmanaged, IField<TField> =>
        ((int)TField.Characteristic.GetBitLength() + 128 + 7) / 8;

    /// <summary>Elements that a random oracle would have drawn for the message under the tag.</summary>
    public static TField[] Hash<TField>(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag, int count)
        where TField : unmanaged, IField<TField>
    {
        int length = CoordinateLength<TField>();
        byte[] uniform = new byte[count * TField.Degree * length];
        ExpandMessageXmd.Expand(message, domainSeparationTag, uniform);
        TField[] elements = new TField[count];
        for (int i = 0; i < count; i++) elements[i] = Reduce<TField>(uniform.AsSpan(i * TField.Degree * length, TField.Degree * length));
        return elements;
    }

    /// <summary>One integer per coordinate, the lowest coordinate first, each reduced modulo p.</summary>
    private static TField Reduce<TField>(ReadOnlySpan<byte> uniform) where TField : unmanaged, IField<TField>
    {
        int length = uniform.Length / TField.Degree, canonicalLength = TField.ByteLength / TField.Degree;
        Span<byte> canonical = stackalloc byte[TField.ByteLength];
        for (int i = 0; i < TField.Degree; i++)
        {
            BigInteger value = new BigInteger(uniform.Slice(i * length, length), isUnsigned: true, isBigEndian: true) % TField.Characteristic;
            PrimeFieldAlgorithms.TryWrite(value, canonical.Slice((TField.Degree - 1 - i) * canonicalLength, canonicalLength));
        }

        TField.TryRead(canonical, out TField element);
        return element;
    }
}
