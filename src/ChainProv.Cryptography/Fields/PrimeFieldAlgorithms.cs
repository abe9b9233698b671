using System.Numerics;
using System.Security.Cryptography;

namespace ChainProv.Cryptography.Fields;

/// <summary>What every prime field does alike.</summary>
internal static class PrimeFieldAlgorithms
{
    /// <summary>Tonelli and Shanks; for p ≡ 3 (mod 4) it is one exponentiation.</summary>
    public static bool TrySquareRoot<TField>(TField a, out TField root) where TField : unmanaged, IPrimeField<TField>
    {
        BigInteger odd = (TField.Modulus - 1) >> TField.TwoAdicity;
        TField w = a.Pow((odd - 1) / 2);
        TField x = a * w, b = x * w, c = TField.TwoAdicRoot;
        int order = TField.TwoAdicity;
        while (!a.IsZero && b != TField.One)
        {
            int m = 0;
            for (TField t = b; t != TField.One; t = t.Square())
            {
                if (++m == order)
                {
                    root = default;
                    return false;
                }
            }

            for (int i = 0; i < order - m - 1; i++) c = c.Square();
            x *= c;
            c = c.Square();
            b *= c;
            order = m;
        }

        root = x;
        return true;
    }

    public static bool TryWrite(BigInteger value, Span<byte> bigEndian)
    {
        bigEndian.Clear();
        if (value.Sign < 0) return false;
        int length = value.GetByteCount(isUnsigned: true);
        return length <= bigEndian.Length && value.TryWriteBytes(bigEndian[^length..], out _, isUnsigned: true, isBigEndian: true);
    }

    public static TField Random<TField>() where TField : unmanaged, IPrimeField<TField>
    {
        Span<byte> bytes = stackalloc byte[TField.ByteLength];
        int spareBits = (8 * TField.ByteLength) - (int)TField.Modulus.GetBitLength();
        TField value;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            bytes[0] &= (byte)(0xff >> spareBits);
        }
        while (!TField.TryRead(bytes, out value));
        CryptographicOperations.ZeroMemory(bytes);
        return value;
    }
}
