using System.Runtime.CompilerServices;
using ChainProv.Provenance.Files;
using Parquet;
using Parquet.Schema;

namespace ChainProv.Provenance.Datasets;

/// <summary>Apache Parquet with flat columns. The content is the RFC 8785 form of the row; <see cref="ParquetColumn"/> says how each type is written.</summary>
internal sealed class ParquetReader(string file, RecordColumns columns) : IDatasetReader
{
    /// <summary>A page of each column is decoded at a time; this is the most values that they may have together, 16 to 24 bytes each.</summary>
    public const int MaxDecodedValues = 1 << 26;

    private const int RowsPerBatch = 1024, BufferBytes = 1 << 16;

    public string PlaceOf(long position) => $"row {position:N0}";

    public async IAsyncEnumerable<IRecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using FileStream source = InputFile.OpenRead(file);
        await using SplicedStream stream = new(new BufferedStream(source, BufferBytes));
        await using Parquet.ParquetReader parquet = await Reading(() => Parquet.ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken));
        DataField[] fields = FlatFields(parquet.Schema);
        TableRow row = Header(fields);
        long index = 0;
        for (int group = 0; group < parquet.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = parquet.OpenRowGroupReader(group);
            ParquetColumn[] cursors = await Reading(() => Task.FromResult(Open(fields, rows, stream)));
            for (long left = rows.RowCount; left > 0;)
            {
                int count = (int)Math.Min(left, RowsPerBatch);
                TableValue[][] cells = new TableValue[cursors.Length][];
                for (int i = 0; i < cells.Length; i++)
                {
                    ParquetColumn cursor = cursors[i];
                    cells[i] = await Reading(() => cursor.TakeAsync(count, cancellationToken), index + 1);
                }

                yield return new Batch(this, row, cells, index);
                index += count;
                left -= count;
            }
        }

        if (index == 0) throw new DatasetException(file, null, "holds no rows; an empty dataset cannot be committed");
    }

    private DataField[] FlatFields(ParquetSchema schema)
    {
        if (schema.Fields.Count == 0) throw new DatasetException(file, null, "has no columns");
        foreach (Field field in schema.Fields)
        {
            if (field is not DataField { IsArray: false } data)
                throw new DatasetException(file, $"column {Unicode.Quote(field.Name)}", "is nested; only flat columns are read (write nested values as JSON text)");
            if (!ParquetColumn.IsKnown(data))
                throw new DatasetException(file, $"column {Unicode.Quote(field.Name)}", $"has the type {data.ClrType.Name}, which has no JSON form; convert it to text");
        }

        return schema.DataFields;
    }

    private static ParquetColumn[] Open(DataField[] fields, ParquetRowGroupReader rows, SplicedStream stream)
    {
        ParquetColumn[] cursors = [.. fields.Select(field => new ParquetColumn(field, rows, stream))];
        long values = cursors.Sum(cursor => (long)cursor.WindowValues);
        return values <= MaxDecodedValues
            ? cursors
            : throw new InvalidDataException(
                $"the largest pages of its columns hold {values:N0} values, and {MaxDecodedValues:N0} is the limit; write the file again with smaller row groups");
    }

    private TableRow Header(DataField[] fields)
    {
        try
        {
            return new TableRow([.. fields.Select(field => field.Name)], columns);
        }
        catch (FormatException exception)
        {
            throw new DatasetException(file, null, exception.Message, exception);
        }
    }

    /// <summary>The library meets damaged bytes with whatever exception its decoder runs into: all of them mean that the file is damaged.</summary>
    private async Task<T> Reading<T>(Func<Task<T>> read, long? row = null)
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or InputException))
        {
            string? place = row is { } position ? $"from {PlaceOf(position)}" : null;
            throw new DatasetException(file, place, $"is not a Parquet file that can be read, or is damaged: {exception.Message}", exception);
        }
    }

    private sealed class Batch(ParquetReader reader, TableRow row, TableValue[][] cells, long firstIndex) : IRecordBatch
    {
        public long FirstIndex => firstIndex;

        public IReadOnlyList<RawRecord> Parse()
        {
            RawRecord[] records = new RawRecord[cells[0].Length];
            for (int i = 0; i < records.Length; i++) records[i] = Record(i);
            return records;
        }

        public void Dispose()
        {
        }

        private RawRecord Record(int i)
        {
            long position = firstIndex + i + 1;
            try
            {
                return row.Record(position, column => cells[column][i]);
            }
            catch (FormatException exception)
            {
                throw new DatasetException(reader.File, reader.PlaceOf(position), exception.Message, exception);
            }
        }
    }

    private string File => file;
}
