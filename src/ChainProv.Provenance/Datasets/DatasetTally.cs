using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Datasets;

/// <summary>Adds up a dataset's records to what <c>dataset.json</c> says of it: the same sum whether they are committed or checked.</summary>
/// <param name="file">Where the records come from, for messages.</param>
/// <param name="placeOf">Names a record's position there.</param>
internal sealed class DatasetTally(string file, Func<long, string> placeOf)
{
    /// <summary>More licences than any dataset means: a column of something else was taken for one.</summary>
    public const int MaxLicences = 1024;

    private readonly KeyRegister _keys = new();
    private readonly MerkleAccumulator _tree = new();
    private readonly SortedDictionary<string, long> _licences = new(StringComparer.Ordinal);

    public long Records => _tree.Count;

    /// <summary>The sum of the records' sizes.</summary>
    public long Bytes { get; private set; }

    /// <summary>In ASCII order.</summary>
    public IEnumerable<LicenceCount> Licences => _licences.Select(licence => new LicenceCount(licence.Key, licence.Value));

    public Fr DatasetRoot() => DatasetMetadata.RootOf(_tree.Root(), (ulong)_tree.Count);

    /// <summary>Takes in the records that follow those before.</summary>
    /// <exception cref="DatasetException">A key stands twice, there are too many licences, or the sizes add up to more than a number holds.</exception>
    public void Add(HashedRecord[] records)
    {
        foreach (HashedRecord record in records) Count(record);
        _tree.Append([.. records.Select(record => record.Entry.Leaf)]);
    }

    private void Count(in HashedRecord record)
    {
        DatasetRecord counted = record.Entry.Record;
        if (_keys.Add(record.KeyHash, record.Position) is { } first) throw Wrong(record, $"duplicate key {Unicode.Quote(counted.Key)} (first on {placeOf(first)})");
        if (counted.Size > long.MaxValue - Bytes) throw Wrong(record, "the records are larger than any disk");
        Bytes += counted.Size;
        foreach (string licence in record.Licence.Ids) _licences[licence] = _licences.GetValueOrDefault(licence) + 1;
        if (_licences.Count > MaxLicences) throw Wrong(record, $"there are more than {MaxLicences:N0} licences; is the licence column the right one?");
    }

    private DatasetException Wrong(in HashedRecord record, string problem) => new(file, placeOf(record.Position), problem);
}
