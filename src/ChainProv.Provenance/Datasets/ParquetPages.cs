using Parquet.Meta;

namespace ChainProv.Provenance.Datasets;

/// <summary>Where the pages of a column chunk lie, found by their headers alone.</summary>
/// <param name="Start">The chunk's first byte in the file.</param>
/// <param name="DictionaryBytes">The length of the dictionary page at the start, with its header; zero without one.</param>
/// <param name="Data">The data pages, in order.</param>
internal sealed record ParquetPages(long Start, int DictionaryBytes, IReadOnlyList<ParquetPage> Data)
{
    /// <summary>The most that a page may unpack to; a page is decoded as a whole, into about four times as much. Writers make pages of 1 MiB.</summary>
    public const int MaxPageBytes = 1 << 28;

    /// <summary>The most values in a page: millions of nulls or repetitions fit into a few bytes, and are decoded into 16 bytes each.</summary>
    public const int MaxPageValues = 1 << 22;

    /// <summary>The most pages without values in a chunk. Indexes are such pages, and some writers end with an empty one.</summary>
    private const int MaxEmptyPages = 64;

    /// <summary>Headers have some dozens of bytes, but may quote the page's least and greatest text: then the longer read is tried.</summary>
    private const int HeaderBytes = 1 << 12, LongHeaderBytes = 1 << 16;

    /// <exception cref="InvalidDataException">The headers do not lead through the chunk, or a page is too large.</exception>
    public static ParquetPages Of(ColumnMetaData column, Stream stream)
    {
        long start = column.DictionaryPageOffset is > 0 and { } dictionary ? Math.Min(dictionary, column.DataPageOffset) : column.DataPageOffset;
        long position = start, values = 0;
        int dictionaryBytes = 0, empty = 0;
        List<ParquetPage> pages = [];
        byte[] buffer = new byte[LongHeaderBytes];
        while (values < column.NumValues)
        {
            ParquetPageHeader header = ReadHeader(stream, position, buffer);
            int length = RequireBounds(header, stream.Length - position);
            if (header.IsDictionary)
            {
                if (position != start) throw new InvalidDataException("a dictionary stands after other pages");
                dictionaryBytes = length;
            }
            else if (header.Values > 0)
            {
                pages.Add(new ParquetPage(position, length, header.Values));
                values += header.Values;
            }
            else if (++empty > MaxEmptyPages)
            {
                throw new InvalidDataException($"a column has more than {MaxEmptyPages} pages without values");
            }

            position += length;
        }

        if (values != column.NumValues) throw new InvalidDataException("the pages hold more values than the column chunk");
        return new ParquetPages(start, dictionaryBytes, pages);
    }

    private static ParquetPageHeader ReadHeader(Stream stream, long position, byte[] buffer)
    {
        stream.Position = position;
        int read = stream.ReadAtLeast(buffer.AsSpan(0, HeaderBytes), HeaderBytes, throwOnEndOfStream: false);
        try
        {
            return ParquetPageHeader.Parse(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException) when (read == HeaderBytes)
        {
            read += stream.ReadAtLeast(buffer.AsSpan(read), buffer.Length - read, throwOnEndOfStream: false);
            return ParquetPageHeader.Parse(buffer.AsSpan(0, read));
        }
    }

    /// <summary>The length of the page with its header.</summary>
    private static int RequireBounds(ParquetPageHeader header, long available)
    {
        long length = (long)header.HeaderBytes + header.CompressedBytes;
        if (length > available || length > int.MaxValue) throw new InvalidDataException("a page reaches beyond the end of the file");
        if (header.UncompressedBytes > MaxPageBytes) throw TooLarge($"a page unpacks to {header.UncompressedBytes:N0} bytes", MaxPageBytes);
        if (header.Values > MaxPageValues) throw TooLarge($"a page holds {header.Values:N0} values", MaxPageValues);
        return (int)length;
    }

    private static InvalidDataException TooLarge(string found, int limit) =>
        new($"{found}, and {limit:N0} is the limit; write the file again with smaller row groups");
}
