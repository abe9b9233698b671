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

    private const int HeaderBytes = 1 << 16;

    /// <exception cref="InvalidDataException">The headers do not lead through the chunk.</exception>
    public static ParquetPages Of(ColumnMetaData column, Stream stream)
    {
        long start = column.DictionaryPageOffset is > 0 and { } dictionary ? Math.Min(dictionary, column.DataPageOffset) : column.DataPageOffset;
        long position = start, values = 0;
        int dictionaryBytes = 0;
        List<ParquetPage> pages = [];
        byte[] buffer = new byte[HeaderBytes];
        while (values < column.NumValues)
        {
            stream.Position = position;
            int read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            ParquetPageHeader header = ParquetPageHeader.Parse(buffer.AsSpan(0, read));
            long length = (long)header.HeaderBytes + header.CompressedBytes;
            if (length > stream.Length - position || length > int.MaxValue) throw new InvalidDataException("a page reaches beyond the end of the file");
            if (header.UncompressedBytes > MaxPageBytes)
                throw new InvalidDataException($"a page unpacks to {header.UncompressedBytes:N0} bytes, and {MaxPageBytes:N0} is the limit; write the file again with smaller row groups");
            if (header.IsDictionary && pages.Count == 0) dictionaryBytes = (int)length;
            else if (header.Values > 0) pages.Add(new ParquetPage(position, (int)length, header.Values));
            values += header.IsDictionary ? 0 : header.Values;
            position += length;
        }

        if (values != column.NumValues) throw new InvalidDataException("the pages hold more values than the column chunk");
        return new ParquetPages(start, dictionaryBytes, pages);
    }
}
