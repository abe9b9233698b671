using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainProv.Groth16.Iden3;

/// <summary>A forward cursor over one section, buffered; every read past the end is an error that names the section.</summary>
internal sealed class SectionReader(BinaryFileReader file, uint section, long offset, long length)
{
    private const int PieceBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[(int)Math.Min(length, PieceBytes)];
    private long _fetched;
    private int _start;
    private int _end;

    public long Remaining => length - _fetched + (_end - _start);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public BigInteger ReadInteger(int bytes) => new(Take(bytes), isUnsigned: true);

    /// <summary>A canonical little-endian integer below r.</summary>
    public Fr ReadScalar()
    {
        Span<byte> bigEndian = stackalloc byte[Fr.ByteLength];
        Take(Fr.ByteLength).CopyTo(bigEndian);
        bigEndian.Reverse();
        return Fr.TryRead(bigEndian, out Fr value) ? value : throw file.Error($"section {section} holds a scalar that is not below the group order");
    }

    /// <summary>Values laid down as they are in memory, which may be more than 2 GB of them: the caller checks them.</summary>
    public void ReadRaw<T>(Span<T> target) where T : unmanaged
    {
        if ((long)target.Length * Unsafe.SizeOf<T>() > Remaining) throw file.Error($"section {section} is too short");
        for (int most = Math.Max(1, PieceBytes / Unsafe.SizeOf<T>()); target.Length > 0; target = target[Math.Min(most, target.Length)..])
            ReadPiece(MemoryMarshal.AsBytes(target[..Math.Min(most, target.Length)]));
    }

    private void ReadPiece(Span<byte> bytes)
    {
        int buffered = Math.Min(bytes.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(bytes);
        _start += buffered;
        bytes = bytes[buffered..];
        file.Read(bytes, offset + _fetched);
        _fetched += bytes.Length;
    }

    public void ExpectEnd()
    {
        if (Remaining != 0) throw file.Error($"section {section} has {Remaining} bytes too many");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _start < count) Refill(count);
        _start += count;
        return _buffer.AsSpan(_start - count, count);
    }

    private void Refill(int count)
    {
        if (Remaining < count || count > _buffer.Length) throw file.Error($"section {section} is too short");
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int more = (int)Math.Min(_buffer.Length - _end, length - _fetched);
        file.Read(_buffer.AsSpan(_end, more), offset + _fetched);
        _end += more;
        _fetched += more;
    }
}
