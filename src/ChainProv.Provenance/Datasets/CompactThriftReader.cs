namespace ChainProv.Provenance.Datasets;

/// <summary>Reads structs of Thrift's compact protocol, and skips what is not asked for.</summary>
internal ref struct CompactThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _depth;

    public int Position { get; private set; }

    /// <summary>Moves to the next field of the present struct; false at its end.</summary>
    public bool NextField(ref int field, out ThriftType type)
    {
        byte header = ReadByte();
        type = (ThriftType)(header & 0xf);
        if (header == 0) return false;
        int delta = header >> 4;
        field = delta > 0 ? field + delta : ZigZag(ReadVarint());
        return true;
    }

    public int ReadInt32(ThriftType type) => type == ThriftType.Int32 ? ZigZag(ReadVarint()) : throw new InvalidDataException("a page header has a field of a wrong type");

    public void Skip(ThriftType type)
    {
        if (++_depth > MaxDepth) throw new InvalidDataException("a page header is nested too deep");
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Advance(1);
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                ReadVarint();
                break;
            case ThriftType.Double:
                Advance(sizeof(double));
                break;
            case ThriftType.Binary:
                Advance(ReadVarint());
                break;
            case ThriftType.List or ThriftType.Set:
                SkipList();
                break;
            case ThriftType.Struct:
                int field = 0;
                while (NextField(ref field, out ThriftType inner)) Skip(inner);
                break;
            default:
                throw new InvalidDataException("a page header has a field of an unknown type");
        }

        _depth--;
    }

    private void SkipList()
    {
        byte header = ReadByte();
        ulong count = header >> 4 == 0xf ? ReadVarint() : (ulong)(header >> 4);
        ThriftType element = (ThriftType)(header & 0xf);
        for (ulong i = 0; i < count; i++)
        {
            if (element is ThriftType.True or ThriftType.False) Advance(1);
            else Skip(element);
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = ReadByte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("a page header has an endless number");
    }

    private byte ReadByte()
    {
        if (Position >= _bytes.Length) throw new InvalidDataException("a page header is cut off");
        return _bytes[Position++];
    }

    private void Advance(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position)) throw new InvalidDataException("a page header is cut off");
        Position += (int)count;
    }

    private static int ZigZag(ulong value) => unchecked((int)(uint)((value >> 1) ^ (~(value & 1) + 1)));
}
