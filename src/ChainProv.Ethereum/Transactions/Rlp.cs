using System.Numerics;

namespace ChainProv.Ethereum.Transactions;

/// <summary>Recursive length prefix: how Ethereum serialises transactions (Yellow Paper, appendix B).</summary>
public static class Rlp
{
    private const int MaxDepth = 16;

    /// <summary>Encodes a byte string.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 && bytes[0] < 0x80)
            return [bytes[0]];
        return [.. Prefix(0x80, bytes.Length), .. bytes];
    }

    /// <summary>Encodes a non-negative integer: big-endian without leading zeros, zero as the empty string.</summary>
    public static byte[] Encode(BigInteger value) =>
        value.Sign < 0 ? throw new ArgumentOutOfRangeException(nameof(value), "RLP has no negative integers")
        : value.IsZero ? Encode(ReadOnlySpan<byte>.Empty)
        : Encode(value.ToByteArray(isUnsigned: true, isBigEndian: true));

    /// <summary>Wraps items that are already encoded into a list.</summary>
    public static byte[] EncodeList(params IEnumerable<byte[]> encodedItems)
    {
        byte[] body = encodedItems.SelectMany(item => item).ToArray();
        return [.. Prefix(0xc0, body.Length), .. body];
    }

    /// <summary>Reads one item that fills <paramref name="encoded"/> exactly; only the canonical encoding of each item is accepted.</summary>
    /// <exception cref="FormatException">The bytes are no canonical RLP, or nest deeper than 16 lists.</exception>
    public static RlpItem Decode(ReadOnlySpan<byte> encoded)
    {
        RlpItem item = Read(encoded, MaxDepth, out int length);
        return length == encoded.Length ? item : throw new FormatException($"{encoded.Length - length} bytes follow the RLP item");
    }

    private static RlpItem Read(ReadOnlySpan<byte> encoded, int depth, out int length)
    {
        if (encoded.IsEmpty)
            throw new FormatException("an RLP item is missing");
        byte first = encoded[0];
        if (first < 0x80)
        {
            length = 1;
            return RlpItem.Of(encoded[..1]);
        }
        bool isList = first >= 0xc0;
        int header = ReadHeader(encoded, isList ? 0xc0 : 0x80, out int bodyLength);
        length = header + bodyLength;
        ReadOnlySpan<byte> body = encoded.Slice(header, bodyLength);
        if (isList)
            return ReadList(body, depth - 1);
        if (body.Length == 1 && body[0] < 0x80)
            throw new FormatException("a byte below 0x80 is its own RLP encoding");
        return RlpItem.Of(body);
    }

    private static RlpItem ReadList(ReadOnlySpan<byte> body, int depth)
    {
        if (depth < 0)
            throw new FormatException($"RLP lists nest deeper than {MaxDepth}");
        List<RlpItem> items = [];
        while (!body.IsEmpty)
        {
            items.Add(Read(body, depth, out int length));
            body = body[length..];
        }
        return RlpItem.Of(items);
    }

    private static int ReadHeader(ReadOnlySpan<byte> encoded, int origin, out int bodyLength)
    {
        int code = encoded[0] - origin;
        int header = 1;
        bodyLength = code;
        if (code > 55)
        {
            header += code - 55;
            if (header > 5 || header > encoded.Length || encoded[1] == 0)
                throw new FormatException("the length of an RLP item is truncated, too large or has leading zeros");
            long longLength = 0;
            foreach (byte digit in encoded[1..header])
                longLength = (longLength << 8) | digit;
            if (longLength is <= 55 or > int.MaxValue)
                throw new FormatException("the length of an RLP item is not canonical or too large");
            bodyLength = (int)longLength;
        }
        return bodyLength <= encoded.Length - header ? header : throw new FormatException("an RLP item is truncated");
    }

    private static byte[] Prefix(int origin, int length)
    {
        if (length <= 55)
            return [(byte)(origin + length)];
        byte[] digits = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(origin + 55 + digits.Length), .. digits];
    }
}
