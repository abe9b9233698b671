using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>A table of tensors as bytes. For each tensor: uint32 nameLength ‖ name ‖ uint32 dtypeLength ‖ dtype ‖ uint32 rank ‖ uint64 dimension …, big-endian.</summary>
internal static class WeightTableEncoding
{
    /// <summary>Three lengths.</summary>
    public const int LeastTensorBytes = 3 * sizeof(uint);

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static byte[] Encode(IEnumerable<WeightTensor> tensors)
    {
        using MemoryStream bytes = new();
        foreach (WeightTensor tensor in tensors) bytes.Write(Encode(tensor));
        return bytes.ToArray();
    }

    public static long LengthOf(WeightTensor tensor) => LeastTensorBytes + Utf8.GetByteCount(tensor.Name) + Utf8.GetByteCount(tensor.DataType) + ((long)sizeof(ulong) * tensor.Shape.Length);

    public static byte[] Encode(WeightTensor tensor)
    {
        byte[] bytes = new byte[LengthOf(tensor)];
        Span<byte> rest = bytes;
        Write(ref rest, Utf8.GetBytes(tensor.Name));
        Write(ref rest, Utf8.GetBytes(tensor.DataType));
        BinaryPrimitives.WriteInt32BigEndian(rest, tensor.Shape.Length);
        for (int i = 0; i < tensor.Shape.Length; i++) BinaryPrimitives.WriteInt64BigEndian(rest[(sizeof(uint) + (sizeof(ulong) * i))..], tensor.Shape[i]);
        return bytes;
    }

    /// <summary>Reads so many tensors, which must be all the bytes.</summary>
    /// <exception cref="InputException">The bytes are no such table.</exception>
    public static WeightTable Read(ReadOnlySpan<byte> bytes, int count, string path)
    {
        WeightTensor[] tensors = new WeightTensor[count];
        for (int i = 0; i < count; i++) tensors[i] = ReadTensor(ref bytes, i, path);
        if (!bytes.IsEmpty) throw new InputException(path, "tensor table", $"{bytes.Length:N0} bytes follow its {count:N0} tensors; the file is damaged");
        ImmutableArray<WeightTensor> all = [.. tensors];
        return WeightTable.Problem(all) is { } problem ? throw new InputException(path, "tensor table", problem) : WeightTable.Of(all);
    }

    private static WeightTensor ReadTensor(ref ReadOnlySpan<byte> bytes, int index, string path)
    {
        string name = ReadText(ref bytes, index, path), dataType = ReadText(ref bytes, index, path);
        uint rank = ReadLength(ref bytes, index, path);
        if (rank > bytes.Length / sizeof(ulong)) throw Wrong(path, index, "is cut short");
        long[] shape = new long[rank];
        for (int i = 0; i < shape.Length; i++) shape[i] = BinaryPrimitives.ReadInt64BigEndian(bytes[(sizeof(ulong) * i)..]);
        bytes = bytes[(sizeof(ulong) * shape.Length)..];
        return WeightTensor.TryCreate(name, dataType, [.. shape], out WeightTensor? tensor)
            ? tensor
            : throw Wrong(path, index, $"{Unicode.Quote(name)} has an unknown data type or an impossible shape");
    }

    private static string ReadText(ref ReadOnlySpan<byte> bytes, int index, string path)
    {
        uint length = ReadLength(ref bytes, index, path);
        if (length > bytes.Length) throw Wrong(path, index, "is cut short");
        try
        {
            string text = Utf8.GetString(bytes[..(int)length]);
            bytes = bytes[(int)length..];
            return text;
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException(path, $"tensor {index:N0}", "its name or data type is not UTF-8", exception);
        }
    }

    private static uint ReadLength(ref ReadOnlySpan<byte> bytes, int index, string path)
    {
        if (bytes.Length < sizeof(uint)) throw Wrong(path, index, "is cut short");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        bytes = bytes[sizeof(uint)..];
        return length;
    }

    private static void Write(ref Span<byte> rest, byte[] text)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, text.Length);
        text.CopyTo(rest[sizeof(uint)..]);
        rest = rest[(sizeof(uint) + text.Length)..];
    }

    private static InputException Wrong(string path, int index, string problem) => new(path, $"tensor {index:N0}", problem);
}
