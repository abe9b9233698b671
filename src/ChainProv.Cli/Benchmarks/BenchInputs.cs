using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cli.Benchmarks;

/// <summary>Inputs of benchmarks, and how they are written: points uncompressed (IETF), scalars big-endian.</summary>
internal static class BenchInputs
{
    public static Fr[] Scalars(int count, int bits = 255)
    {
        Fr[] scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            Fr random = Fr.Random();
            scalars[i] = bits >= 255 ? random : Fr.From(random.ToBigInteger() & ((System.Numerics.BigInteger.One << bits) - 1));
        }

        return scalars;
    }

    /// <summary>Multiples of the generator by these factors.</summary>
    public static AffinePoint<TCurve, TField, Fr>[] Points<TCurve, TField>(Fr[] factors, CancellationToken cancellationToken = default)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField> =>
        new FixedBaseTable<TCurve, TField, Fr>(TCurve.Generator, factors.Length).MultiplyAll(factors, cancellationToken: cancellationToken);

    public static void Write(Stream stream, ReadOnlySpan<Fr> scalars)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        foreach (Fr scalar in scalars)
        {
            scalar.Write(bytes);
            stream.Write(bytes);
        }
    }

    public static void Write<TCurve, TField>(Stream stream, params ReadOnlySpan<AffinePoint<TCurve, TField, Fr>> points)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        foreach (AffinePoint<TCurve, TField, Fr> point in points) stream.Write(point.ToBytes(PointFormat.Uncompressed));
    }

    /// <summary>The least k with 2^k = size.</summary>
    /// <exception cref="UsageException">The size is no power of two.</exception>
    public static int Logarithm(int size) =>
        System.Numerics.BitOperations.IsPow2(size) ? System.Numerics.BitOperations.Log2((uint)size) : throw new UsageException("--size is a power of two here: 2^k");
}
