using System.Globalization;
using Parquet;
using Parquet.Data;
using Parquet.Schema;
using ColumnMetaData = Parquet.Meta.ColumnMetaData;

namespace ChainProv.Provenance.Datasets;

/// <summary>One column of a row group, read from top to bottom, one page at a time: a row group may be as large as the file.</summary>
/// <remarks>
/// Booleans, integers, floats and doubles become JSON numbers and booleans (integers beyond ±2^53 strings); texts strings; bytes Base64; decimals their
/// digits; timestamps, dates and times ISO 8601; UUIDs their text.
/// </remarks>
internal sealed class ParquetColumn
{
    private delegate Task<Func<int, TableValue>> Load(ParquetRowGroupReader rows, DataField field, int count, CancellationToken cancellationToken);

    private static readonly Dictionary<Type, Load> Loaders = new()
    {
        [typeof(bool)] = Loader<bool>(TableValue.Of),
        [typeof(sbyte)] = Loader<sbyte>(value => TableValue.Of((Int128)value)),
        [typeof(byte)] = Loader<byte>(value => TableValue.Of((Int128)value)),
        [typeof(short)] = Loader<short>(value => TableValue.Of((Int128)value)),
        [typeof(ushort)] = Loader<ushort>(value => TableValue.Of((Int128)value)),
        [typeof(int)] = Loader<int>(value => TableValue.Of((Int128)value)),
        [typeof(uint)] = Loader<uint>(value => TableValue.Of((Int128)value)),
        [typeof(long)] = Loader<long>(value => TableValue.Of((Int128)value)),
        [typeof(ulong)] = Loader<ulong>(value => TableValue.Of((Int128)value)),
        [typeof(float)] = Loader<float>(value => TableValue.Of((double)value)),
        [typeof(double)] = Loader<double>(value => TableValue.Of(value)),
        [typeof(decimal)] = Loader<decimal>(value => Text(value.ToString(CultureInfo.InvariantCulture))),
        [typeof(BigDecimal)] = Loader<BigDecimal>(value => Text(value.ToString())),
        [typeof(ReadOnlyMemory<char>)] = Loader<ReadOnlyMemory<char>>(value => Text(value.ToString())),
        [typeof(ReadOnlyMemory<byte>)] = Loader<ReadOnlyMemory<byte>>(value => Text(Convert.ToBase64String(value.Span))),
        [typeof(DateTime)] = Loader<DateTime>(value => Text(value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))),
        [typeof(DateOnly)] = Loader<DateOnly>(value => Text(value.ToString("O", CultureInfo.InvariantCulture))),
        [typeof(TimeOnly)] = Loader<TimeOnly>(value => Text(value.ToString("O", CultureInfo.InvariantCulture))),
        [typeof(TimeSpan)] = Loader<TimeSpan>(value => Text(value.ToString("c", CultureInfo.InvariantCulture))),
        [typeof(Guid)] = Loader<Guid>(value => Text(value.ToString("D"))),
    };

    private readonly DataField _field;
    private readonly ParquetRowGroupReader _rows;
    private readonly SplicedStream _stream;
    private readonly ColumnMetaData _chunk;
    private readonly ParquetPages _pages;
    private Func<int, TableValue>? _window;
    private int _next, _end, _nextPage;

    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public ParquetColumn(DataField field, ParquetRowGroupReader rows, SplicedStream stream)
    {
        (_field, _rows, _stream) = (field, rows, stream);
        _chunk = rows.GetMetadata(field)?.MetaData ?? throw new InvalidDataException($"the column {field.Name} has no data");
        _stream.Unsplice();
        _pages = ParquetPages.Of(_chunk, stream);
        if (_chunk.NumValues != rows.RowCount) throw new InvalidDataException($"the column {field.Name} has {_chunk.NumValues} values for {rows.RowCount} rows");
    }

    /// <summary>The most values that are decoded at one time.</summary>
    public int WindowValues => _pages.Data.Max(page => (int?)page.Values) ?? 0;

    public static bool IsKnown(DataField field) => Loaders.ContainsKey(field.ClrType);

    /// <summary>The next values.</summary>
    /// <exception cref="FormatException">A number is not finite.</exception>
    public async Task<TableValue[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        TableValue[] values = new TableValue[count];
        for (int i = 0; i < count; i++)
        {
            if (_next == _end) await AdvanceAsync(cancellationToken);
            values[i] = _window!(_next++);
        }

        return values;
    }

    /// <summary>Decodes the next page: the reader is shown a row group in which the column consists of the dictionary and this page alone.</summary>
    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        if (_nextPage == _pages.Data.Count) throw new InvalidDataException($"the column {_field.Name} ends too early");
        ParquetPage page = _pages.Data[_nextPage++];
        _stream.Splice(_pages.Start + _pages.DictionaryBytes, page.Offset);
        _chunk.NumValues = page.Values;
        _chunk.TotalCompressedSize = _pages.DictionaryBytes + page.Bytes;
        _chunk.DataPageOffset = _pages.Start + _pages.DictionaryBytes;
        _rows.RowGroup.NumRows = page.Values;
        _window = await Loaders[_field.ClrType](_rows, _field, page.Values, cancellationToken);
        (_next, _end) = (0, page.Values);
    }

    private static TableValue Text(string text) => TableValue.Of(text);

    private static Load Loader<T>(Func<T, TableValue> convert) where T : struct => async (rows, field, count, cancellationToken) =>
    {
        if (field.IsNullable)
        {
            T?[] nullable = new T?[count];
            await rows.ReadAsync<T>(field, nullable.AsMemory(), null, cancellationToken);
            return i => nullable[i] is { } value ? convert(value) : TableValue.Null;
        }

        T[] values = new T[count];
        await rows.ReadAsync<T>(field, values.AsMemory(), null, cancellationToken);
        return i => convert(values[i]);
    };
}
