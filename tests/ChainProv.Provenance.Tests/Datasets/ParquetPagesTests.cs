using ChainProv.Provenance.Datasets;
using Parquet.Meta;

namespace ChainProv.Provenance.Tests.Datasets;

/// <summary>Page headers that a writer would never make: they are refused before anything is decoded.</summary>
public sealed class ParquetPagesTests
{
    private const byte DataPage = 0, DictionaryPage = 2;

    [Fact]
    public void Headers_lead_from_page_to_page()
    {
        ParquetPages pages = Read([.. Page(DictionaryPage, 5, 3), .. Page(DataPage, 4, 7), .. Page(DataPage, 0, 0), .. Page(DataPage, 2, 1)], values: 8);
        pages.DictionaryBytes.Should().Be(Page(DictionaryPage, 5, 3).Length);
        pages.Data.Select(page => page.Values).Should().Equal(7, 1);
    }

    [Fact]
    public void A_header_that_quotes_long_texts_is_read()
    {
        byte[] statistics = [0x18, .. Varint(20_000), .. new byte[20_000], 0];
        byte[] header = [0x15, 0, 0x15, 0, 0x15, 0, 0x2c, 0x15, .. ZigZag(9), 0x4c, .. statistics, 0, 0];
        Read(header, values: 9).Data.Should().ContainSingle().Which.Values.Should().Be(9);
    }

    [Fact]
    public void Pages_without_values_are_not_endless()
    {
        CountingStream stream = new([.. Enumerable.Repeat(Page(DataPage, 0, 0), 100_000).SelectMany(page => page)]);
        FluentActions.Invoking(() => Read(stream, values: 1)).Should().Throw<InvalidDataException>().WithMessage("a column has more than 64 pages without values");
        stream.BytesRead.Should().BeLessThan(65 * 4096 + 1);
    }

    [Theory]
    [InlineData(DataPage)]
    [InlineData(DictionaryPage)]
    public void A_page_of_too_many_values_is_refused(byte type) => Refused(
        [.. Page(type, 4, ParquetPages.MaxPageValues + 1)], ParquetPages.MaxPageValues + 1, "a page holds 4,194,305 values, and 4,194,304 is the limit*");

    [Fact]
    public void A_second_dictionary_is_refused() =>
        Refused([.. Page(DictionaryPage, 5, 3), .. Page(DictionaryPage, 5, 3), .. Page(DataPage, 4, 7)], 7, "a dictionary stands after other pages");

    [Fact]
    public void Headers_that_end_early_or_never_are_refused()
    {
        Refused([0x15, 0, 0x15], 1, "a page header is cut off");
        Refused([.. Enumerable.Repeat((byte)0x15, 100_000)], 1, "*");
        Refused([.. Enumerable.Repeat((byte)0x18, 100_000)], 1, "*");
        Refused([.. Enumerable.Repeat((byte)0xfc, 100_000)], 1, "a page header is nested too deep");
    }

    private static void Refused(byte[] file, long values, string message) =>
        FluentActions.Invoking(() => Read(file, values)).Should().Throw<InvalidDataException>().WithMessage(message);

    private static ParquetPages Read(byte[] file, long values) => Read(new MemoryStream(file), values);

    private static ParquetPages Read(Stream file, long values) => ParquetPages.Of(new ColumnMetaData { NumValues = values, DataPageOffset = 0 }, file);

    /// <summary>A page of zeros: PageHeader with type, both sizes, and the number of values in the header of its type.</summary>
    private static byte[] Page(byte type, int bytes, int values)
    {
        // From field 3, its struct is field 5 (data_page_header) or 7 (dictionary_page_header).
        byte header = type == DictionaryPage ? (byte)0x4c : (byte)0x2c;
        return [0x15, .. ZigZag(type), 0x15, .. ZigZag(bytes), 0x15, .. ZigZag(bytes), header, 0x15, .. ZigZag(values), 0, 0, .. new byte[bytes]];
    }

    private static byte[] ZigZag(int value) => Varint((uint)value << 1);

    private static byte[] Varint(uint value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];

    /// <summary>A memory stream reads a span by way of an array when it is derived from.</summary>
    private sealed class CountingStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
