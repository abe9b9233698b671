using System.Buffers;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Datasets;

/// <summary>Turns a table's rows into records whose content is the RFC 8785 form of the row: an object of the columns' names and values.</summary>
internal sealed class TableRow
{
    private readonly RecordColumns _columns;
    private readonly (int Key, int Licence, int Source, int Bin) _at;
    private readonly (int Column, byte[] Prefix)[] _sorted;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <exception cref="FormatException">The header names a column twice or not at all, or lacks one that an option names.</exception>
    public TableRow(IReadOnlyList<string> header, RecordColumns columns)
    {
        _columns = columns;
        if (header.FirstOrDefault(string.IsNullOrEmpty) is not null) throw new FormatException("the header has a column without a name");
        if (header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"the header names the column {Unicode.Quote(twice.Key)} twice");
        _at = columns.Locate(header);
        int[] order = [.. Enumerable.Range(0, header.Count).OrderBy(i => header[i], StringComparer.Ordinal)];
        _sorted = [.. order.Select((column, place) => (column, Prefix(place == 0 ? "{" : ",", header[column])))];
    }

    /// <exception cref="FormatException">A value is not what its column needs.</exception>
    public RawRecord Record(long position, Func<int, TableValue> cell)
    {
        ArrayBufferWriter<byte> content = _buffer ??= new ArrayBufferWriter<byte>(1 << 12);
        content.ResetWrittenCount();
        foreach ((int column, byte[] prefix) in _sorted)
        {
            content.Write(prefix);
            cell(column).Write(content);
        }

        content.Write("}"u8);
        return new RawRecord(
            position,
            content.WrittenCount,
            Sha256Digest.Of(content.WrittenSpan),
            _columns.KeyOf(Text(_at.Key)),
            Text(_at.Licence),
            Text(_at.Source),
            _columns.BinOf(Text(_at.Bin)));

        string? Text(int column) => column < 0 ? null : cell(column).Text;
    }

    private static byte[] Prefix(string before, string name)
    {
        ArrayBufferWriter<byte> prefix = new();
        prefix.Write(System.Text.Encoding.UTF8.GetBytes(before));
        CanonicalJson.WriteString(prefix, name);
        prefix.Write(":"u8);
        return prefix.WrittenSpan.ToArray();
    }
}
