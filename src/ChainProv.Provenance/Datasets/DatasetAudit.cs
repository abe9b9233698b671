using System.Collections.Immutable;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Datasets;

/// <summary>Checks what a dataset file says against the records file beside it. Whoever wrote the two is not believed.</summary>
/// <remarks>
/// That the data are what the records say cannot be seen from these files. Whoever has the data commits them again: the root must be the same.
/// </remarks>
public static class DatasetAudit
{
    private const int BatchRecords = 1 << 12, LeavesPerTask = 1 << 8;

    /// <summary>Computes root, counts and licences anew from the records' fields, in one pass and in the memory that committing takes.</summary>
    /// <param name="datasetFile">The <c>dataset.json</c>; its records file must lie beside it.</param>
    /// <exception cref="InputException">A file is missing or damaged, or the two differ: which file, and what in it.</exception>
    public static VerifiedDataset Verify(string datasetFile, CancellationToken cancellationToken = default)
    {
        DatasetCommitment claimed = DatasetCommitment.Read(datasetFile);
        string recordsFile = DatasetCommitment.RecordsPath(datasetFile);
        DatasetTally tally = new(recordsFile, position => Place(position - 1));
        foreach (LeafRecord[] batch in RecordsFile.Open(recordsFile, claimed).Records(claimed.Records).Chunk(BatchRecords))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(Rehash(batch, tally.Records, recordsFile));
        }

        if (tally.DatasetRoot() != claimed.DatasetRoot) throw new InputException(datasetFile, "$.datasetRoot", $"the records beside it have the root {tally.DatasetRoot()}");
        if (tally.Bytes != claimed.Bytes) throw new InputException(datasetFile, "$.bytes", $"the records beside it have {tally.Bytes:N0} bytes");
        if (!tally.Licences.SequenceEqual(claimed.Licences)) throw new InputException(datasetFile, "$.licences", $"the records beside it are under {Describe(tally.Licences)}");
        return new VerifiedDataset(claimed);
    }

    private static HashedRecord[] Rehash(LeafRecord[] batch, long first, string recordsFile)
    {
        Fr[] leaves = [.. batch.Chunk(LeavesPerTask).AsParallel().AsOrdered().SelectMany(some => RecordFields.Leaves(some.Select(entry => entry.Record.Fields())))];
        HashedRecord[] hashed = new HashedRecord[batch.Length];
        for (int i = 0; i < hashed.Length; i++)
        {
            (DatasetRecord record, Fr leaf) = batch[i];
            if (leaf != leaves[i]) throw new InputException(recordsFile, Place(first + i), "its leaf is not that of its fields");
            hashed[i] = new HashedRecord(batch[i], LicenceOf(record, recordsFile, first + i), KeyRegister.HashOf(record.Key), (uint)(first + i + 1));
        }

        return hashed;
    }

    /// <summary>The leaf holds a hash of the text, so that a licence may be spelled in one way only.</summary>
    private static LicenceSet LicenceOf(DatasetRecord record, string recordsFile, long index)
    {
        try
        {
            LicenceSet set = LicenceSet.Parse(record.Licence);
            return set.Text == record.Licence ? set : throw new FormatException($"the licence {Unicode.Quote(record.Licence)} should be written {Unicode.Quote(set.Text)}");
        }
        catch (FormatException exception)
        {
            throw new InputException(recordsFile, Place(index), exception.Message, exception);
        }
    }

    private static string Place(long index) => $"record {index:N0}";

    private static string Describe(IEnumerable<LicenceCount> licences)
    {
        const int shown = 8;
        ImmutableArray<string> texts = [.. licences.Select(count => $"{count.Licence} ({count.Records:N0})")];
        return string.Join(", ", texts.Take(shown)) + (texts.Length > shown ? ", …" : "");
    }
}
