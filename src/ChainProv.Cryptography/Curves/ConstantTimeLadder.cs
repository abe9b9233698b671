using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>One point times one secret scalar: the same field operations and memory accesses whatever the scalar.</summary>
/// <remarks>
/// Double-and-always-add over every bit that the modulus has, with the complete formulas of Renes, Costello and Batina for a = 0 (eprint 2015/1060,
/// algorithms 7 and 9), which have no exceptional cases; the sum is taken or left by a mask. The inversion at the end is a power with a public exponent.
/// This is as far as managed code goes: the run-time compiler promises nothing about timing, and copies on the stack are not wiped.
/// </remarks>
internal static class ConstantTimeLadder
{
    public static AffinePoint<TCurve, TField, TScalar> Multiply<TCurve, TField, TScalar>(AffinePoint<TCurve, TField, TScalar> point, TScalar secret)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        Span<ulong> limbs = stackalloc ulong[TScalar.ByteLength / 8];
        secret.WriteLimbs(limbs);
        TField tripleB = TCurve.B.Double() + TCurve.B;
        Projective<TField> addend = point.IsInfinity ? Projective<TField>.Infinity : new(point.X, point.Y, TField.One);
        Projective<TField> result = Projective<TField>.Infinity;
        for (int bit = (int)TScalar.Modulus.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = result.Double(tripleB);
            Projective<TField> sum = result.Add(addend, tripleB);
            result = Select((limbs[bit >> 6] >> bit) & 1, sum, result);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(limbs));
        TField inverse = result.Z.Pow(BigInteger.Pow(TField.Characteristic, TField.Degree) - 2);

        // For infinity Z, and so the inverse, is zero: the result is (0, 0) without a branch.
        return AffinePoint<TCurve, TField, TScalar>.FromTrusted(result.X * inverse, result.Y * inverse);
    }

    /// <summary>The first value if the bit is 1, else the second.</summary>
    private static T Select<T>(ulong bit, T ifOne, T ifZero) where T : unmanaged
    {
        ulong mask = 0 - bit;
        T result = ifZero;
        Span<ulong> target = MemoryMarshal.Cast<T, ulong>(new Span<T>(ref result));
        ReadOnlySpan<ulong> source = MemoryMarshal.Cast<T, ulong>(new ReadOnlySpan<T>(in ifOne));
        for (int i = 0; i < target.Length; i++) target[i] ^= (target[i] ^ source[i]) & mask;
        return result;
    }

    /// <summary>(X/Z, Y/Z); infinity is (0, 1, 0).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Projective<TField>(TField x, TField y, TField z) where TField : unmanaged, IField<TField>
    {
        public readonly TField X = x, Y = y, Z = z;

        public static Projective<TField> Infinity => new(TField.Zero, TField.One, TField.Zero);

        public Projective<TField> Add(Projective<TField> other, TField tripleB)
        {
            TField xx = X * other.X, yy = Y * other.Y, zz = tripleB * (Z * other.Z);
            TField xy = (X * other.Y) + (Y * other.X), yz = (Y * other.Z) + (Z * other.Y), xz = tripleB * ((X * other.Z) + (Z * other.X));
            TField xx3 = xx.Double() + xx, sum = yy + zz, difference = yy - zz;
            return new((xy * difference) - (yz * xz), (difference * sum) + (xz * xx3), (sum * yz) + (xx3 * xy));
        }

        public Projective<TField> Double(TField tripleB)
        {
            TField yy = Y.Square(), zz = tripleB * Z.Square(), xy = X * Y;
            TField eight = yy.Double().Double().Double(), difference = yy - (zz.Double() + zz);
            return new((difference * xy).Double(), (difference * (yy + zz)) + (zz * eight), Y * Z * eight);
        }
    }
}
