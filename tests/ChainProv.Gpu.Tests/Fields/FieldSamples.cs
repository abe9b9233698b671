using System.Numerics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Gpu.Tests.Fields;

/// <summary>Pairs of elements at whose sums, differences and products a carry could go astray.</summary>
internal static class FieldSamples
{
    public static (TField A, TField B)[] Pairs<TField>() where TField : unmanaged, IPrimeField<TField>
    {
        BigInteger p = TField.Modulus, r = BigInteger.One << (8 * TField.ByteLength);
        // As Montgomery forms, these are words of all zeros and all ones as far as they go.
        BigInteger inverse = BigInteger.ModPow(r % p, p - 2, p);
        List<TField> extremes = [];
        foreach (BigInteger value in (ReadOnlySpan<BigInteger>)[0, 1, 2, p - 1, p - 2, p / 2, (p / 2) + 1]) extremes.AddRange([TField.Reduce(value), TField.Reduce(value * inverse)]);
        for (int bits = 32; bits < p.GetBitLength(); bits += 32)
            extremes.AddRange([TField.Reduce(((BigInteger.One << bits) - 1) * inverse), TField.Reduce((BigInteger.One << bits) * inverse), TField.Reduce((p - (BigInteger.One << bits)) * inverse)]);
        IEnumerable<TField> all = extremes.Concat(Enumerable.Range(0, 8).Select(_ => TField.Random()));
        return [.. all.SelectMany(a => all.Select(b => (a, b)))];
    }
}
