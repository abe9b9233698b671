using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Datasets;

/// <summary>Commits to a dataset: reads it once, in bounded memory, and gives its root.</summary>
public static class DatasetCommitter
{
    /// <summary>Commits and writes <c>dataset.json</c> and the records file beside it; neither is touched unless all went well.</summary>
    /// <exception cref="DatasetException">The dataset or an option is wrong.</exception>
    /// <exception cref="InputException">A file cannot be read.</exception>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public static async Task<DatasetCommitment> CommitAsync(
        string path, string output, DatasetOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireApart(path, output);
        RequireOutside(path, output);
        // Both files are begun before either is put in its place: an output that cannot be written is found out before the data is read.
        using AtomicFile file = AtomicFile.Create(output);
        using RecordsFileWriter records = RecordsFileWriter.Create(DatasetCommitment.RecordsPath(output));
        DatasetCommitment commitment = await CommitAsync(path, options ?? new(), records, progress, cancellationToken);
        file.Stream.Write(JsonFile.Bytes(commitment));
        records.Commit(commitment);
        file.Commit();
        return commitment;
    }

    /// <summary>Commits without writing anything.</summary>
    /// <inheritdoc cref="CommitAsync(string, string, DatasetOptions?, IProgress{long}?, CancellationToken)"/>
    public static Task<DatasetCommitment> ComputeAsync(
        string path, DatasetOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        CommitAsync(path, options ?? new(), null, progress, cancellationToken);

    private static async Task<DatasetCommitment> CommitAsync(
        string path, DatasetOptions options, RecordsFileWriter? records, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        IDatasetReader reader = DatasetReaders.Open(path, options);
        RecordHasher hasher = new(path, Rule(path, options), options.Manifest);
        DatasetTally tally = new(path, reader.PlaceOf);
        await foreach (HashedRecord[] batch in new RecordPipeline(reader, hasher, options.Threads).RunAsync(cancellationToken))
        {
            tally.Add(batch);
            if (records is not null)
                foreach (HashedRecord record in batch) records.Append(record.Entry);
            progress?.Report(tally.Records);
        }

        return new DatasetCommitment(tally.DatasetRoot(), tally.Records, tally.Bytes, [.. tally.Licences], options.Manifest.Json, options.Manifest.Digest);
    }

    private static LicenceRule Rule(string path, DatasetOptions options)
    {
        try
        {
            return new LicenceRule(options.Licences, options.Manifest.Licence);
        }
        catch (FormatException exception)
        {
            throw new DatasetException(path, null, exception.Message, exception);
        }
    }

    /// <summary>What is written must stand in the way neither of itself nor of the dataset.</summary>
    private static void RequireApart(string path, string output)
    {
        string records = DatasetCommitment.RecordsPath(output);
        if (IsSame(output, records)) throw new DatasetException(output, null, "is where the records file would go; name the commitment otherwise, for example dataset.json");
        if (IsSame(path, output) || IsSame(path, records)) throw new DatasetException(path, null, "would be overwritten by its own commitment; write that elsewhere");
    }

    /// <summary>On some file systems names that differ only in case are one.</summary>
    private static bool IsSame(string a, string b) => Path.GetFullPath(a).Equals(Path.GetFullPath(b), StringComparison.OrdinalIgnoreCase);

    /// <summary>A result inside the folder would be a record of the next commitment, and change the root.</summary>
    private static void RequireOutside(string path, string output)
    {
        if (!Directory.Exists(path)) return;
        string relative = Path.GetRelativePath(Path.GetFullPath(path), Path.GetFullPath(output));
        if (relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative))
            throw new DatasetException(output, null, "lies in the folder that is committed, and would become one of its records; write it elsewhere");
    }
}
