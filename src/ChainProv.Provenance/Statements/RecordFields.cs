using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>What a dataset's tree holds of one record.</summary>
/// <param name="Key">From <see cref="ReleaseElements.Key"/>.</param>
/// <param name="Size">Of the content, in bytes.</param>
/// <param name="Content">The content's SHA-256.</param>
/// <param name="Licence">From <see cref="ReleaseElements.Licence"/>.</param>
/// <param name="Source">From <see cref="ReleaseElements.Source"/>.</param>
/// <param name="Bin">The quota bin that the record counts towards.</param>
public sealed record RecordFields(Fr Key, ulong Size, DigestLimbs Content, Fr Licence, Fr Source, ulong Bin)
{
    public Fr Leaf() => Poseidon2.Hash(ReleaseFormat.RecordTag, Elements());

    /// <summary>The leaves of many records: several times faster than one by one.</summary>
    public static Fr[] Leaves(IEnumerable<RecordFields> records)
    {
        Fr[][] elements = [.. records.Select(record => record.Elements())];
        Fr[] leaves = new Fr[elements.Length];
        Poseidon2.HashMany(ReleaseFormat.RecordTag, [.. elements.SelectMany(record => record)], leaves);
        return leaves;
    }

    private Fr[] Elements() => ReleaseFormat.Record(Key, Fr.From(Size), Content.HighElement, Content.LowElement, Licence, Source, Fr.From(Bin));
}
