using System.Numerics;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Commitments;

/// <summary>A blob of EIP-4844: a polynomial of degree below 4096 by its values on the 4096th roots of unity, in bit-reversed order.</summary>
/// <remarks>The consensus specifications' <c>deneb/polynomial-commitments.md</c> is what all of this follows.</remarks>
public sealed class Blob
{
    /// <summary>FIELD_ELEMENTS_PER_BLOB.</summary>
    public const int ElementCount = 1 << Logarithm;

    /// <summary>BYTES_PER_BLOB.</summary>
    public const int ByteLength = ElementCount * 32;

    private const int Logarithm = 12;

    /// <summary>The powers of 7^((r−1)/4096): PRIMITIVE_ROOT_OF_UNITY is 7.</summary>
    private static readonly EvaluationDomain<Fr> Domain = new(Logarithm, Fr.Generator.Pow((Fr.Modulus - 1) / ElementCount));

    private static readonly Fr[] ReversedRoots = InReversedOrder(Polynomial.Powers(Domain.Root, ElementCount));
    private static readonly Fr InverseSize = Fr.From(ElementCount).Inverse();

    private readonly Fr[] _elements;

    private Blob(Fr[] elements) => _elements = elements;

    /// <summary>The points that the elements are the values at, in the same order.</summary>
    public static ReadOnlyMemory<Fr> Roots => ReversedRoots;

    /// <summary>4096 values, in the blob's order.</summary>
    public ReadOnlyMemory<Fr> Elements => _elements;

    /// <summary>False unless there are 131,072 bytes of which every 32, big-endian, are below r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Blob? blob)
    {
        blob = null;
        if (bytes.Length != ByteLength) return false;
        Fr[] elements = new Fr[ElementCount];
        for (int i = 0; i < elements.Length; i++)
            if (!Fr.TryRead(bytes.Slice(i * Fr.ByteLength, Fr.ByteLength), out elements[i])) return false;
        blob = new(elements);
        return true;
    }

    /// <summary>A blob of 4096 values, in the blob's order.</summary>
    /// <exception cref="ArgumentException">There is another number of them.</exception>
    public static Blob From(ReadOnlySpan<Fr> elements) => elements.Length == ElementCount
        ? new(elements.ToArray())
        : throw new ArgumentException($"A blob has {ElementCount} elements, not {elements.Length}.", nameof(elements));

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[ByteLength];
        for (int i = 0; i < _elements.Length; i++) _elements[i].Write(bytes.AsSpan(i * Fr.ByteLength, Fr.ByteLength));
        return bytes;
    }

    /// <summary>The polynomial's coefficients, lowest first.</summary>
    public Fr[] ToCoefficients()
    {
        Fr[] values = InReversedOrder(_elements);
        Domain.Inverse(values);
        return values;
    }

    /// <summary>f(x) = (xⁿ − 1)/n · Σ fᵢωᵢ/(x − ωᵢ), or the value itself where x is a root of unity (evaluate_polynomial_in_evaluation_form).</summary>
    public Fr Evaluate(Fr point)
    {
        Fr[] terms = new Fr[ElementCount];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = point - ReversedRoots[i];
            if (terms[i].IsZero) return _elements[i];
        }

        terms.AsSpan().InvertAll();
        Fr sum = Fr.Zero;
        for (int i = 0; i < terms.Length; i++) sum += _elements[i] * ReversedRoots[i] * terms[i];
        return sum * InverseSize * (point.Pow(ElementCount) - Fr.One);
    }

    /// <summary>The point that a blob and its commitment are opened at (compute_challenge).</summary>
    public Fr Challenge(G1Affine commitment)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("FSBLOBVERIFY_V1_"u8);
        hash.AppendData([.. new byte[14], ElementCount >> 8, ElementCount & 0xff]);
        hash.AppendData(ToBytes());
        hash.AppendData(commitment.ToBytes(PointFormat.Compressed));
        return Fr.Reduce(new BigInteger(hash.GetHashAndReset(), isUnsigned: true, isBigEndian: true));
    }

    private static Fr[] InReversedOrder(ReadOnlySpan<Fr> values)
    {
        Fr[] reversed = new Fr[values.Length];
        for (int i = 0; i < values.Length; i++) reversed[ReverseBits(i)] = values[i];
        return reversed;
    }

    private static int ReverseBits(int index)
    {
        int reversed = 0;
        for (int bit = 0; bit < Logarithm; bit++) reversed |= ((index >> bit) & 1) << (Logarithm - 1 - bit);
        return reversed;
    }
}
