using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Datasets;

/// <summary>One record, by its content's digest. The licence is SPDX ids joined by " AND ", or NOASSERTION; the source may be empty.</summary>
/// <param name="Size">Of the content, in bytes.</param>
/// <param name="Bin">The quota bin that the record counts in.</param>
public sealed record DatasetRecord(string Key, long Size, Sha256Digest Sha256, string Licence, string Source, uint Bin)
{
    /// <summary>The record's leaf in the dataset's tree.</summary>
    public Fr Leaf() => Fields().Leaf();

    /// <summary>What the leaf is hashed of.</summary>
    internal RecordFields Fields() => Fields(ReleaseElements.Licence(Licence), ReleaseElements.Source(Source));

    /// <summary>The same where the elements of licence and source are at hand.</summary>
    internal RecordFields Fields(Fr licence, Fr source) => new(ReleaseElements.Key(Key), (ulong)Size, Sha256.Limbs, licence, source, Bin);
}
