using System.Globalization;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>Opens one record of a commitment from its records file, without the data.</summary>
public static class RecordOpener
{
    /// <summary>The proof of a record: the one with that key, or else the one with that index.</summary>
    /// <param name="datasetFile">The <c>dataset.json</c>; its records file must lie beside it.</param>
    /// <exception cref="InputException">A file is missing, damaged or of another dataset.</exception>
    /// <exception cref="KeyNotFoundException">No record has that key or index.</exception>
    public static RecordProof Open(string datasetFile, string keyOrIndex)
    {
        DatasetCommitment commitment = DatasetCommitment.Read(datasetFile);
        string recordsPath = DatasetCommitment.RecordsPath(datasetFile);
        RecordsFile records = RecordsFile.Open(recordsPath, commitment);
        long index = Find(records, commitment.Records, keyOrIndex)
            ?? throw new KeyNotFoundException($"{datasetFile}: no record has the key or index {Unicode.Quote(keyOrIndex)}");
        MerkleAccumulator tree = new(opened: index);
        LeafRecord opened = default;
        foreach (LeafRecord record in records.Records(commitment.Records))
        {
            if (tree.Count == index) opened = record;
            tree.Append(record.Leaf);
        }

        RecordProof proof = new(commitment.DatasetRoot, commitment.Records, index, opened.Leaf, opened.Record, tree.Path().Siblings);
        return proof.IsValid() ? proof : throw new InputException(recordsPath, $"record {index:N0}", "does not lead to the dataset's root; commit the dataset again");
    }

    private static long? Find(RecordsFile records, long count, string keyOrIndex)
    {
        long position = 0;
        foreach (LeafRecord record in records.Records(count))
        {
            if (record.Record.Key == keyOrIndex) return position;
            position++;
        }

        return long.TryParse(keyOrIndex, NumberStyles.None, CultureInfo.InvariantCulture, out long index) && index < count ? index : null;
    }
}
