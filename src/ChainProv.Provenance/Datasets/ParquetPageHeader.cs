namespace ChainProv.Provenance.Datasets;

/// <summary>What is needed of a page header: Thrift's compact protocol, struct PageHeader of apache/parquet-format's parquet.thrift.</summary>
internal readonly record struct ParquetPageHeader(int HeaderBytes, int CompressedBytes, int UncompressedBytes, int Values, bool IsDictionary)
{
    private const int TypeField = 1, UncompressedField = 2, CompressedField = 3, DataHeaderField = 5, DictionaryHeaderField = 7, DataHeaderV2Field = 8, ValuesField = 1;
    private const int DictionaryPage = 2;

    /// <exception cref="InvalidDataException">The bytes are not a page header.</exception>
    public static ParquetPageHeader Parse(ReadOnlySpan<byte> bytes)
    {
        CompactThriftReader reader = new(bytes);
        int type = -1, uncompressed = -1, compressed = -1, values = 0;
        int field = 0;
        while (reader.NextField(ref field, out ThriftType kind))
        {
            switch (field)
            {
                case TypeField:
                    type = reader.ReadInt32(kind);
                    break;
                case UncompressedField:
                    uncompressed = reader.ReadInt32(kind);
                    break;
                case CompressedField:
                    compressed = reader.ReadInt32(kind);
                    break;
                case DataHeaderField or DictionaryHeaderField or DataHeaderV2Field when kind == ThriftType.Struct:
                    values = ReadValues(ref reader);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }

        if (type < 0 || uncompressed < 0 || compressed < 0 || values < 0) throw new InvalidDataException("a page header lacks a field");
        return new ParquetPageHeader(reader.Position, compressed, uncompressed, values, type == DictionaryPage);
    }

    private static int ReadValues(ref CompactThriftReader reader)
    {
        int values = -1, field = 0;
        while (reader.NextField(ref field, out ThriftType kind))
        {
            if (field == ValuesField) values = reader.ReadInt32(kind);
            else reader.Skip(kind);
        }

        return values;
    }
}
