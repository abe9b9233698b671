using System.Collections;
using System.Numerics;
using System.Text;

namespace ChainProv.Ethereum.Abi;

/// <summary>Heads, then tails: a dynamic value's head is the offset of its tail from the start of the sequence.</summary>
internal static class AbiEncoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] EncodeSequence(IReadOnlyList<AbiType> types, IList values, string place)
    {
        if (types.Count != values.Count)
            throw new AbiException($"{place}: {types.Count} values are needed, found {values.Count}");
        byte[] heads = new byte[types.Sum(type => type.HeadSize)];
        using MemoryStream tails = new();
        int position = 0;
        for (int i = 0; i < types.Count; i++)
        {
            byte[] encoded = Encode(types[i], values[i], $"{place}[{i}]");
            Span<byte> head = heads.AsSpan(position, types[i].HeadSize);
            if (types[i].IsDynamic)
            {
                WriteInteger(head, heads.Length + tails.Length);
                tails.Write(encoded);
            }
            else
            {
                encoded.CopyTo(head);
            }
            position += types[i].HeadSize;
        }
        return [.. heads, .. tails.GetBuffer().AsSpan(0, (int)tails.Length)];
    }

    public static byte[] EncodeSequence(IReadOnlyList<AbiType> types, IReadOnlyList<object> values, string place) =>
        EncodeSequence(types, values as IList ?? values.ToArray(), place);

    /// <summary>The encoding of one value without the offset that a dynamic one has in the head.</summary>
    public static byte[] Encode(AbiType type, object? value, string place) => (type.Kind, value) switch
    {
        (AbiKind.Address, Address address) => LeftPadded(address.ToArray()),
        (AbiKind.Boolean, bool flag) => LeftPadded([flag ? (byte)1 : (byte)0]),
        (AbiKind.FixedBytes, Hash32 hash) when type.Size == Hash32.Size => hash.ToArray(),
        (AbiKind.FixedBytes, byte[] bytes) when bytes.Length == type.Size => RightPadded(bytes),
        (AbiKind.Bytes, byte[] bytes) => WithLength(bytes),
        (AbiKind.Text, string text) => WithLength(Utf8(text, place)),
        (AbiKind.Array, IList list) => [.. Word(list.Count), .. EncodeElements(type, list, place)],
        (AbiKind.FixedArray, IList list) when list.Count == type.Size => EncodeElements(type, list, place),
        (AbiKind.Tuple, IList members) => EncodeSequence([.. type.Components.Select(c => c.Type)], members, place),
        (AbiKind.UnsignedInteger or AbiKind.SignedInteger, not null) when AsInteger(value) is BigInteger integer => EncodeInteger(type, integer, place),
        _ => throw new AbiException($"{place}: a value of type {type} is needed, found {Describe(value)}"),
    };

    private static byte[] EncodeElements(AbiType type, IList list, string place) =>
        EncodeSequence([.. Enumerable.Repeat(type.Element!, list.Count)], list, place);

    private static byte[] EncodeInteger(AbiType type, BigInteger value, string place)
    {
        bool fits = type.Kind == AbiKind.UnsignedInteger
            ? value.Sign >= 0 && value.GetBitLength() <= type.Size
            : value.GetBitLength() <= type.Size - 1; // GetBitLength leaves out the sign bit
        return fits ? Word(value) : throw new AbiException($"{place}: {value} does not fit {type}");
    }

    private static BigInteger? AsInteger(object value) => value switch
    {
        BigInteger integer => integer,
        byte or ushort or uint or ulong => Convert.ToUInt64(value, null),
        sbyte or short or int or long => Convert.ToInt64(value, null),
        UInt128 integer => integer,
        Int128 integer => integer,
        _ => null,
    };

    private static byte[] Word(BigInteger value)
    {
        byte[] word = new byte[AbiType.Word];
        WriteInteger(word, value);
        return word;
    }

    private static void WriteInteger(Span<byte> word, BigInteger value)
    {
        bool isUnsigned = value.Sign >= 0;
        word.Fill(isUnsigned ? (byte)0 : (byte)0xff);
        int count = value.GetByteCount(isUnsigned);
        value.TryWriteBytes(word[^count..], out _, isUnsigned, isBigEndian: true);
    }

    private static byte[] Utf8(string text, string place)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new AbiException($"{place}: the string holds half of a surrogate pair", error);
        }
    }

    private static byte[] WithLength(byte[] bytes) => [.. Word(bytes.Length), .. RightPadded(bytes)];

    private static byte[] LeftPadded(byte[] bytes) => [.. new byte[AbiType.Word - bytes.Length], .. bytes];

    private static byte[] RightPadded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & (AbiType.Word - 1)]];

    private static string Describe(object? value) => value switch
    {
        null => "nothing",
        byte[] bytes => $"{bytes.Length} bytes",
        IList list => $"a list of {list.Count}",
        _ => value.GetType().Name,
    };
}
