using System.Numerics;
using System.Text;

namespace ChainProv.Ethereum.Abi;

/// <summary>A cursor over canonical data: heads are read in order and every tail must begin where the one before it ended.</summary>
internal ref struct AbiDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _data;
    private int _position;

    private AbiDecoder(ReadOnlySpan<byte> data) => _data = data;

    public static object[] Decode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data)
    {
        AbiDecoder decoder = new(data);
        object[] values = decoder.ReadSequence(types, types.Count, "value");
        if (decoder._position != data.Length)
            throw new AbiException($"{data.Length - decoder._position} bytes follow the encoded values");
        return values;
    }

    /// <summary>Reads <paramref name="count"/> values whose types repeat <paramref name="types"/>.</summary>
    private object[] ReadSequence(IReadOnlyList<AbiType> types, int count, string place)
    {
        // A zero-length array or an error without arguments; the latter has no types to repeat either.
        if (count == 0) return [];
        int start = _position;
        if ((long)count / types.Count * types.Sum(type => (long)type.HeadSize) > _data.Length - start)
            throw new AbiException($"{place}: the data ends after {_data.Length} bytes");
        object[] values = new object[count];
        List<(int Index, long Offset)> dynamic = [];
        for (int i = 0; i < count; i++)
        {
            AbiType type = types[i % types.Count];
            if (type.IsDynamic)
                dynamic.Add((i, ReadSize($"{place}[{i}]")));
            else
                values[i] = ReadValue(type, $"{place}[{i}]");
        }
        foreach ((int index, long offset) in dynamic)
        {
            string tail = $"{place}[{index}]";
            if (offset != _position - start)
                throw new AbiException($"{tail}: the offset is {offset}, the canonical one {_position - start}");
            values[index] = ReadValue(types[index % types.Count], tail);
        }
        return values;
    }

    private object ReadValue(AbiType type, string place) => type.Kind switch
    {
        AbiKind.UnsignedInteger => ReadUnsigned(type, place),
        AbiKind.SignedInteger => ReadSigned(type, place),
        AbiKind.Boolean => ReadSize(place) switch { 0 => false, 1 => true, _ => throw new AbiException($"{place}: a bool is 0 or 1") },
        AbiKind.Address => new Address(Zeros(Take(AbiType.Word, place), ..12, place)[12..]),
        AbiKind.FixedBytes => ReadFixedBytes(type.Size, place),
        AbiKind.Bytes => ReadBytes(place).ToArray(),
        AbiKind.Text => ReadText(place),
        AbiKind.Array => ReadArray(type.Element!, place),
        AbiKind.FixedArray => ReadSequence([type.Element!], type.Size, place),
        AbiKind.Tuple => ReadSequence([.. type.Components.Select(c => c.Type)], type.Components.Count, place),
        _ => throw new AbiException($"{place}: {type} cannot be decoded"),
    };

    private object[] ReadArray(AbiType element, string place)
    {
        long count = ReadSize(place);
        // Division, not multiplication: the claim is checked against the bytes that are there before anything is reserved for it.
        if (count > (_data.Length - _position) / element.HeadSize)
            throw new AbiException($"{place}: {count} elements of {element} are announced, {_data.Length - _position} bytes are left");
        return ReadSequence([element], (int)count, place);
    }

    private BigInteger ReadUnsigned(AbiType type, string place)
    {
        BigInteger value = new(Take(AbiType.Word, place), isUnsigned: true, isBigEndian: true);
        return value.GetBitLength() <= type.Size ? value : throw new AbiException($"{place}: the value does not fit {type}");
    }

    private BigInteger ReadSigned(AbiType type, string place)
    {
        BigInteger value = new(Take(AbiType.Word, place), isUnsigned: false, isBigEndian: true);
        return value.GetBitLength() <= type.Size - 1 ? value : throw new AbiException($"{place}: the value does not fit {type}");
    }

    private object ReadFixedBytes(int count, string place)
    {
        ReadOnlySpan<byte> word = Zeros(Take(AbiType.Word, place), count.., place);
        return count == Hash32.Size ? new Hash32(word) : word[..count].ToArray();
    }

    private ReadOnlySpan<byte> ReadBytes(string place)
    {
        long length = ReadSize(place);
        if (length > _data.Length - _position)
            throw new AbiException($"{place}: {length} bytes are announced, {_data.Length - _position} are left");
        int padded = (int)((length + AbiType.Word - 1) & -AbiType.Word);
        return Zeros(Take(padded, place), (int)length.., place)[..(int)length];
    }

    private string ReadText(string place)
    {
        try
        {
            return StrictUtf8.GetString(ReadBytes(place));
        }
        catch (DecoderFallbackException error)
        {
            throw new AbiException($"{place}: the string is not UTF-8", error);
        }
    }

    /// <summary>An offset, length or count: below 2^31, as no data here is longer.</summary>
    private long ReadSize(string place)
    {
        BigInteger value = new(Take(AbiType.Word, place), isUnsigned: true, isBigEndian: true);
        return value <= int.MaxValue ? (long)value : throw new AbiException($"{place}: an offset, length or flag is out of range");
    }

    private ReadOnlySpan<byte> Take(int count, string place)
    {
        if (count > _data.Length - _position)
            throw new AbiException($"{place}: the data ends after {_data.Length} bytes");
        ReadOnlySpan<byte> bytes = _data.Slice(_position, count);
        _position += count;
        return bytes;
    }

    private static ReadOnlySpan<byte> Zeros(ReadOnlySpan<byte> bytes, Range padding, string place) =>
        bytes[padding].IndexOfAnyExcept((byte)0) < 0 ? bytes : throw new AbiException($"{place}: the padding is not zero");
}
