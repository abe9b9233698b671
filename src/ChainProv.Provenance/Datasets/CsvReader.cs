using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ChainProv.Provenance.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace ChainProv.Provenance.Datasets;

/// <summary>CSV after RFC 4180, UTF-8, comma, with a header row. The content is the RFC 8785 form of the row, every value a string.</summary>
internal sealed class CsvReader(string file, RecordColumns columns) : IDatasetReader
{
    public const int MaxFieldCharacters = 1 << 24;

    private const int CharactersPerBatch = 1 << 19, RowsPerBatch = 4096;

    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture)
    {
        Delimiter = ",",
        Mode = CsvMode.RFC4180,
        IgnoreBlankLines = false,
        MaxFieldSize = MaxFieldCharacters,
        BadDataFound = bad => throw new FormatException($"a quote stands where RFC 4180 allows none, near {Unicode.Quote(bad.Field)}"),
    };

    public string PlaceOf(long position) => $"line {position:N0}";

    public async IAsyncEnumerable<IRecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using FileStream stream = InputFile.OpenRead(file);
        using StreamReader text = new(stream, new UTF8Encoding(true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        using CsvParser parser = new(text, Rfc4180, leaveOpen: true);
        string[] header = Next(parser) ?? throw new DatasetException(file, null, "is empty; a header row is needed");
        TableRow row = At(1, () => new TableRow(header, columns));
        List<(long Line, string[] Fields)> rows = [];
        long index = 0;
        int characters = 0;
        for (long line = parser.RawRow + 1; Next(parser) is { } fields; line = parser.RawRow + 1)
        {
            if (fields.Length != header.Length)
                throw new DatasetException(file, PlaceOf(line), $"the row has {fields.Length} fields, the header {header.Length}");
            rows.Add((line, fields));
            characters += fields.Sum(field => field.Length);
            if (characters < CharactersPerBatch && rows.Count < RowsPerBatch) continue;
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Batch(this, row, rows, index);
            index += rows.Count;
            (rows, characters) = ([], 0);
        }

        if (rows.Count > 0) yield return new Batch(this, row, rows, index);
        if (index + rows.Count == 0) throw new DatasetException(file, null, "has a header but no rows; an empty dataset cannot be committed");
        await Task.CompletedTask;
    }

    private string[]? Next(CsvParser parser)
    {
        long line = parser.RawRow + 1;
        try
        {
            return parser.Read() ? parser.Record : null;
        }
        catch (DecoderFallbackException exception)
        {
            throw new DatasetException(file, $"after {PlaceOf(parser.RawRow)}", "the text is not UTF-8", exception);
        }
        catch (MaxFieldSizeException exception)
        {
            throw new DatasetException(file, PlaceOf(line), $"a field is longer than {MaxFieldCharacters:N0} characters (is a quote left open?)", exception);
        }
        catch (Exception exception) when (exception is FormatException or CsvHelperException or IOException)
        {
            throw new DatasetException(file, PlaceOf(line), (exception.InnerException as FormatException ?? exception).Message, exception);
        }
    }

    private T At<T>(long line, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException exception)
        {
            throw new DatasetException(file, PlaceOf(line), exception.Message, exception);
        }
    }

    private sealed class Batch(CsvReader reader, TableRow row, List<(long Line, string[] Fields)> rows, long firstIndex) : IRecordBatch
    {
        public long FirstIndex => firstIndex;

        public IReadOnlyList<RawRecord> Parse() =>
            [.. rows.Select(record => reader.At(record.Line, () => row.Record(record.Line, column => TableValue.Of(record.Fields[column]))))];

        public void Dispose()
        {
        }
    }
}
