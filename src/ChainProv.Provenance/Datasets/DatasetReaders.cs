using ChainProv.Files;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>Chooses the reader of a path.</summary>
internal static class DatasetReaders
{
    private const int ProbeBytes = 4096;

    private static ReadOnlySpan<byte> MarkAndSpace => [0xef, 0xbb, 0xbf, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    public static IDatasetReader Open(string path, DatasetOptions options)
    {
        RecordColumns columns = new(options);
        return Resolve(path, options.Format) switch
        {
            DatasetFormat.Folder => new FolderReader(path),
            DatasetFormat.JsonLines => new JsonLinesReader(path, columns),
            DatasetFormat.Csv => new CsvReader(path, columns),
            _ => new ParquetReader(path, columns),
        };
    }

    /// <summary>The format that a path has, or that its name and first bytes tell.</summary>
    /// <exception cref="DatasetException">There is nothing, the format does not fit, or it cannot be told.</exception>
    private static DatasetFormat Resolve(string path, DatasetFormat format)
    {
        FileKind kind = FileKinds.OfTarget(path);
        if (kind == FileKind.Missing) throw new DatasetException(path, null, "no such file or folder");
        if (kind == FileKind.Inaccessible) throw new DatasetException(path, null, "permission denied");
        if (kind == FileKind.Directory)
            return format is DatasetFormat.Auto or DatasetFormat.Folder ? DatasetFormat.Folder : throw new DatasetException(path, null, "is a folder, not a file");
        if (format == DatasetFormat.Folder) throw new DatasetException(path, null, "is a file, not a folder");
        return format == DatasetFormat.Auto ? Tell(path) : format;
    }

    private static DatasetFormat Tell(string path)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".JSONL" or ".NDJSON":
                return DatasetFormat.JsonLines;
            case ".CSV":
                return DatasetFormat.Csv;
            case ".PARQUET":
                return DatasetFormat.Parquet;
        }

        byte[] probe = new byte[ProbeBytes];
        using FileStream stream = InputFile.OpenRead(path);
        ReadOnlySpan<byte> beginning = probe.AsSpan(0, stream.ReadAtLeast(probe, probe.Length, throwOnEndOfStream: false));
        if (beginning.IsEmpty) throw new DatasetException(path, null, "is empty; an empty dataset cannot be committed");
        if (beginning.StartsWith("PAR1"u8)) return DatasetFormat.Parquet;
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) throw new DatasetException(path, null, "is compressed with gzip; decompress it first");
        if (beginning.TrimStart(MarkAndSpace).StartsWith("{"u8)) return DatasetFormat.JsonLines;
        throw new DatasetException(path, null, "its format cannot be told from its name or content; name it with --format");
    }
}
