using System.Runtime.CompilerServices;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>The files of a folder, in the order of their UTF-8 paths.</summary>
internal sealed class FolderReader(string folder) : IDatasetReader
{
    private const int FilesPerBatch = 16;

    public string PlaceOf(long position) => $"file {position:N0}";

    public async IAsyncEnumerable<IRecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long index = 0;
        foreach (string[] names in FolderFiles.List(folder).Chunk(FilesPerBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Batch(folder, names, index);
            index += names.Length;
        }

        if (index == 0) throw new DatasetException(folder, null, "holds no files; an empty dataset cannot be committed");
        await Task.CompletedTask;
    }

    private sealed class Batch(string folder, string[] names, long firstIndex) : IRecordBatch
    {
        public long FirstIndex => firstIndex;

        public IReadOnlyList<RawRecord> Parse()
        {
            RawRecord[] records = new RawRecord[names.Length];
            for (int i = 0; i < names.Length; i++)
            {
                FileDigest content = FileDigest.Of(Path.Combine(folder, names[i]));
                records[i] = new RawRecord(firstIndex + i + 1, content.Size, content.Sha256, names[i], Licence: null, Source: null, Bin: 0);
            }

            return records;
        }

        public void Dispose()
        {
        }
    }
}
