using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <summary>A finite field whose elements are plain values: an array of them is one block of memory.</summary>
public interface IField<TSelf> :
    IEquatable<TSelf>,
    IEqualityOperators<TSelf, TSelf, bool>,
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : unmanaged, IField<TSelf>
{
    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    /// <summary>p, of the prime field at the bottom.</summary>
    static abstract BigInteger Characteristic { get; }

    /// <summary>The degree over the prime field: the field has p^<see cref="Degree"/> elements.</summary>
    static abstract int Degree { get; }

    /// <summary>The length of the canonical encoding, in bytes: <see cref="Degree"/> prime-field elements.</summary>
    static abstract int ByteLength { get; }

    /// <summary>
    /// Reads the canonical form, big-endian, the highest coordinate first; false where the length is wrong or a coordinate is not below p.
    /// </summary>
    static abstract bool TryRead(ReadOnlySpan<byte> bigEndian, out TSelf value);

    /// <summary>Writes the canonical form, exactly <see cref="ByteLength"/> bytes, the highest coordinate first.</summary>
    void Write(Span<byte> bigEndian);

    bool IsZero { get; }

    /// <summary>
    /// Whether the limbs are below p: so for whatever arithmetic or a reader made, to be asked only of memory that came from elsewhere.
    /// </summary>
    bool IsReduced { get; }

    TSelf Double();

    TSelf Square();

    /// <summary>The multiplicative inverse. Variable time.</summary>
    /// <exception cref="DivideByZeroException">The element is zero.</exception>
    TSelf Inverse();

    /// <summary>The element to the power p^<paramref name="power"/>; cheap, because it is linear over the prime field.</summary>
    TSelf Frobenius(int power);

    /// <summary>A square root, if the element is a square; which of the two is not specified.</summary>
    bool TrySquareRoot(out TSelf root);

    /// <summary>The sign of RFC 9380, section 4.1 (<c>sgn0</c>): the parity of the first coordinate that is not zero.</summary>
    bool IsOdd { get; }

    /// <summary>
    /// Whether the element is the larger of itself and its negative, comparing the highest coordinate first (the IETF compressed form's
    /// sign).
    /// </summary>
    bool IsLexicographicallyLargest { get; }
}
