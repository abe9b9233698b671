using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ChainProv.Groth16.Iden3;

/// <summary>Writes the container that <see cref="BinaryFileReader"/> reads.</summary>
internal sealed class BinaryFileWriter
{
    private readonly Stream _stream;
    private long _sectionStart;

    public BinaryFileWriter(Stream stream, string magic, uint version, uint sections)
    {
        _stream = stream;
        _stream.Write(Encoding.ASCII.GetBytes(magic));
        Write(version);
        Write(sections);
    }

    public void BeginSection(uint type)
    {
        Write(type);
        Write(0UL);
        _sectionStart = _stream.Position;
    }

    public void EndSection()
    {
        long end = _stream.Position;
        _stream.Position = _sectionStart - sizeof(ulong);
        Write((ulong)(end - _sectionStart));
        _stream.Position = end;
    }

    public void Write(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    public void Write(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    public void Write(BigInteger value, int bytes)
    {
        Span<byte> littleEndian = stackalloc byte[bytes];
        if (!value.TryWriteBytes(littleEndian, out int _, isUnsigned: true)) throw new ArgumentOutOfRangeException(nameof(value));
        _stream.Write(littleEndian);
    }

    public void WriteScalar(Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        value.Write(bytes);
        bytes.Reverse();
        _stream.Write(bytes);
    }

    /// <summary>Values as they lie in memory (Montgomery form, little-endian limbs).</summary>
    public void WriteRaw<T>(ReadOnlySpan<T> values) where T : unmanaged => _stream.Write(MemoryMarshal.AsBytes(values));
}
