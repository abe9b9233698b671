using System.Collections.Concurrent;
using System.Globalization;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Datasets;

/// <summary>Fills in what records do not say, and hashes their leaves. Used by many threads at once.</summary>
internal sealed class RecordHasher(string file, LicenceRule licences, DatasetManifest manifest)
{
    private const int Remembered = 4096;

    private readonly ConcurrentDictionary<string, Fr> _licences = new(StringComparer.Ordinal), _sources = new(StringComparer.Ordinal);
    private readonly string _source = manifest.Url ?? "";

    /// <exception cref="DatasetException">A record's licence is wrong, or there are too many records.</exception>
    public HashedRecord[] Hash(IRecordBatch batch, IDatasetReader reader)
    {
        using (batch)
        {
            IReadOnlyList<RawRecord> raw = batch.Parse();
            (DatasetRecord Record, LicenceSet Licence)[] complete = [.. raw.Select((record, i) => Complete(record, batch.FirstIndex + i, reader))];
            Fr[] leaves = RecordFields.Leaves(complete.Select(entry => Fields(entry.Record)));
            HashedRecord[] hashed = new HashedRecord[raw.Count];
            for (int i = 0; i < hashed.Length; i++)
            {
                (DatasetRecord record, LicenceSet licence) = complete[i];
                hashed[i] = new HashedRecord(new LeafRecord(record, leaves[i]), licence, KeyRegister.HashOf(record.Key), (uint)raw[i].Position);
            }

            return hashed;
        }
    }

    private (DatasetRecord Record, LicenceSet Licence) Complete(RawRecord raw, long index, IDatasetReader reader)
    {
        if (raw.Position > DatasetCommitment.MaxRecords)
            throw new DatasetException(file, reader.PlaceOf(raw.Position), $"a dataset has at most {DatasetCommitment.MaxRecords:N0} records");
        LicenceSet licence = LicenceOf(raw, reader);
        string key = raw.Key ?? index.ToString(CultureInfo.InvariantCulture);
        return (new DatasetRecord(key, raw.Size, raw.Sha256, licence.Text, raw.Source ?? _source, raw.Bin), licence);
    }

    private RecordFields Fields(DatasetRecord record) =>
        record.Fields(Element(_licences, record.Licence, ReleaseElements.Licence), Element(_sources, record.Source, ReleaseElements.Source));

    private LicenceSet LicenceOf(RawRecord raw, IDatasetReader reader)
    {
        try
        {
            return licences.Resolve(raw.Licence);
        }
        catch (FormatException exception)
        {
            throw new DatasetException(file, reader.PlaceOf(raw.Position), exception.Message, exception);
        }
    }

    private static Fr Element(ConcurrentDictionary<string, Fr> known, string text, Func<string, Fr> element)
    {
        if (known.TryGetValue(text, out Fr value)) return value;
        value = element(text);
        if (known.Count < Remembered) known.TryAdd(text, value);
        return value;
    }
}
