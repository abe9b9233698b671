using System.Buffers;
using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Datasets;

/// <summary>Some whole lines of a JSON Lines file.</summary>
internal sealed class JsonLinesBatch : IRecordBatch
{
    private readonly string _file;
    private readonly RecordColumns _columns;
    private readonly ReadOnlyMemory<byte> _content;

    private byte[]? _block;

    /// <param name="block">From the shared pool, to which <see cref="Dispose"/> returns it.</param>
    public JsonLinesBatch(string file, RecordColumns columns, byte[] block, int length, long firstIndex)
    {
        (_file, _columns, _block, _content, FirstIndex) = (file, columns, block, block.AsMemory(0, length), firstIndex);
        bool unended = _content.Span[^1] != (byte)'\n';
        Lines = _content.Span.Count((byte)'\n') + (unended ? 1 : 0);
    }

    public int Lines { get; }

    /// <summary>Every line is a record, so the number of lines before is the index.</summary>
    public long FirstIndex { get; }

    public IReadOnlyList<RawRecord> Parse()
    {
        RawRecord[] records = new RawRecord[Lines];
        ReadOnlyMemory<byte> rest = _content;
        for (int i = 0; i < records.Length; i++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            records[i] = Parse(line.Span.EndsWith("\r"u8) ? line[..^1] : line, FirstIndex + i + 1);
        }

        return records;
    }

    public void Dispose()
    {
        if (_block is not null) ArrayPool<byte>.Shared.Return(_block);
        _block = null;
    }

    private RawRecord Parse(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty) throw new FormatException("the line is blank; take it out");
            using JsonDocument document = StrictJson.Parse(line);
            JsonElement record = document.RootElement;
            if (record.ValueKind != JsonValueKind.Object) throw new FormatException("a record is a JSON object");
            return new RawRecord(
                number,
                line.Length,
                Sha256Digest.Of(line.Span),
                _columns.KeyOf(Text(record, _columns.Key, numbers: true)),
                _columns.Licence.Select(column => Text(record, column)).FirstOrDefault(text => !string.IsNullOrEmpty(text)),
                Text(record, _columns.Source),
                _columns.BinOf(Text(record, _columns.Bin, numbers: true)));
        }
        catch (JsonException exception)
        {
            throw new DatasetException(_file, StrictJson.PlaceOf(exception, number) ?? Place(number), StrictJson.ProblemOf(exception), exception);
        }
        catch (FormatException exception)
        {
            throw new DatasetException(_file, Place(number), exception.Message, exception);
        }
    }

    private static string? Text(JsonElement record, string column, bool numbers = false)
    {
        if (!record.TryGetProperty(column, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String) return StrictJson.Text(value);
        if (numbers && value.ValueKind == JsonValueKind.Number && value.GetRawText() is { } literal && literal.AsSpan().IndexOfAny(".eE") < 0) return literal;
        throw new FormatException(numbers ? $"\"{column}\" must be a text or a whole number" : $"\"{column}\" must be a text");
    }

    private static string Place(long number) => $"line {number:N0}";
}
