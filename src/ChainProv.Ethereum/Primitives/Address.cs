using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace ChainProv.Ethereum;

/// <summary>The 20-byte address of an account or contract, written with the EIP-55 checksum.</summary>
[JsonConverter(typeof(ParsableJsonConverter<Address>))]
public readonly struct Address : IEquatable<Address>, IParsable<Address>
{
    /// <summary>The number of bytes.</summary>
    public const int Size = 20;

    private readonly ulong _a, _b;
    private readonly uint _c;

    /// <summary>Takes the 20 bytes of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">There are not 20 of them.</exception>
    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"{Size} bytes are needed, found {bytes.Length}", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>The zero address; also the default value.</summary>
    public static Address Zero => default;

    /// <summary>The address of a public key: the last 20 bytes of the Keccak-256 of its 64 coordinate bytes (Yellow Paper, appendix F).</summary>
    public static Address FromPublicKey(ReadOnlySpan<byte> coordinates) => LastBytesOf(Keccak256.Hash(coordinates));

    /// <summary>Where <paramref name="creator"/>'s transaction with this nonce puts a contract (CREATE).</summary>
    public static Address OfContract(Address creator, ulong nonce) =>
        LastBytesOf(Keccak256.Hash(Transactions.Rlp.EncodeList(
            Transactions.Rlp.Encode(creator.ToArray()), Transactions.Rlp.Encode(nonce))));

    /// <summary>Reads <c>0x</c> and 40 digits: all of one case, or with a right EIP-55 checksum.</summary>
    /// <exception cref="FormatException">Anything else; a wrong checksum usually is a mistyped digit.</exception>
    public static Address Parse(string s, IFormatProvider? provider = null)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Hex.Decode(s, bytes);
        Address address = new(bytes);
        bool mixed = s.AsSpan(2).IndexOfAnyInRange('a', 'f') >= 0 && s.AsSpan(2).IndexOfAnyInRange('A', 'F') >= 0;
        if (mixed && address.ToString() != s)
            throw new FormatException($"the checksum of address {s} is wrong (EIP-55): a digit may be mistyped");
        return address;
    }

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Address result)
    {
        result = default;
        if (s is null)
            return false;
        try
        {
            result = Parse(s);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Writes the 20 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _c);
    }

    /// <summary>A new array of the 20 bytes.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(Address other) => _a == other._a && _b == other._b && _c == other._c;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c);

    /// <summary><c>0x</c> and 40 digits in EIP-55's case: a letter is upper case where the hash of the lower-case digits has a nibble of 8 or more.</summary>
    public override string ToString()
    {
        Span<char> digits = Convert.ToHexStringLower(ToArray()).ToCharArray();
        Span<byte> ascii = stackalloc byte[2 * Size];
        Encoding.ASCII.GetBytes(digits, ascii);
        byte[] hash = Keccak256.Hash(ascii).ToArray();
        for (int i = 0; i < digits.Length; i++)
        {
            int nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
            if (nibble >= 8)
                digits[i] = char.ToUpperInvariant(digits[i]);
        }
        return $"0x{digits}";
    }

    /// <summary>Equality by value.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    private static Address LastBytesOf(Hash32 hash) => new(hash.ToArray().AsSpan(Hash32.Size - Size));
}
