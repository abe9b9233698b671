using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ChainProv.Ethereum;

/// <summary>32 bytes by value: a Keccak-256 hash, an event topic, Solidity's <c>bytes32</c>.</summary>
[JsonConverter(typeof(ParsableJsonConverter<Hash32>))]
public readonly struct Hash32 : IEquatable<Hash32>, IComparable<Hash32>, IParsable<Hash32>
{
    /// <summary>The number of bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>Takes the 32 bytes of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">There are not 32 of them.</exception>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"{Size} bytes are needed, found {bytes.Length}", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>All bytes zero; also the default value.</summary>
    public static Hash32 Zero => default;

    /// <summary>Reads <c>0x</c> and 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static Hash32 Parse(string s, IFormatProvider? provider = null)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Hex.Decode(s, bytes);
        return new Hash32(bytes);
    }

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Hash32 result)
    {
        bool wellFormed = Hex.IsWellFormed(s, Size);
        result = wellFormed ? Parse(s!) : default;
        return wellFormed;
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>A new array of the 32 bytes.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(Hash32 other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>Compares as big-endian integers.</summary>
    public int CompareTo(Hash32 other) => (_a, _b, _c, _d).CompareTo((other._a, other._b, other._c, other._d));

    /// <summary><c>0x</c> and 64 lower-case digits.</summary>
    public override string ToString() => Hex.Encode(ToArray());

    /// <summary>Equality by value.</summary>
    public static bool operator ==(Hash32 left, Hash32 right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(Hash32 left, Hash32 right) => !left.Equals(right);

    /// <summary>Order as big-endian integers.</summary>
    public static bool operator <(Hash32 left, Hash32 right) => left.CompareTo(right) < 0;

    /// <summary>Order as big-endian integers.</summary>
    public static bool operator <=(Hash32 left, Hash32 right) => left.CompareTo(right) <= 0;

    /// <summary>Order as big-endian integers.</summary>
    public static bool operator >(Hash32 left, Hash32 right) => left.CompareTo(right) > 0;

    /// <summary>Order as big-endian integers.</summary>
    public static bool operator >=(Hash32 left, Hash32 right) => left.CompareTo(right) >= 0;
}
