using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>What an authority certifies of a dataset.</summary>
public sealed record DatasetMetadata
{
    /// <param name="root">From <see cref="RootOf"/>.</param>
    /// <param name="tags">At most 8, from <see cref="ReleaseElements.Tag"/>.</param>
    /// <param name="licences">All licences of the records: 1 to 8, from <see cref="ReleaseElements.Licence"/>.</param>
    /// <param name="certifiedOn">The day of certification.</param>
    /// <param name="expiresOn">The last day that the certification holds.</param>
    /// <exception cref="ArgumentException">There are too many tags or licences, no licence, or a tag or licence is zero or stands
    /// twice.</exception>
    public DatasetMetadata(Fr root, IEnumerable<Fr> tags, IEnumerable<Fr> licences, Day certifiedOn, Day expiresOn)
    {
        Root = root;
        Tags = SlottedElements.Of(ReleaseFormat.DatasetTags, tags);
        Licences = SlottedElements.Of(ReleaseFormat.DatasetLicences, licences);
        CertifiedOn = certifiedOn;
        ExpiresOn = expiresOn;
        if (Licences.Count == 0) throw new ArgumentException("A dataset has at least one licence.", nameof(licences));
    }

    public Fr Root { get; }

    public SlottedElements Tags { get; }

    public SlottedElements Licences { get; }

    public Day CertifiedOn { get; }

    public Day ExpiresOn { get; }

    /// <summary>The root that stands for a dataset: its records' Merkle root and their count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no records.</exception>
    public static Fr RootOf(Fr merkleRoot, ulong recordCount)
    {
        ArgumentOutOfRangeException.ThrowIfZero(recordCount);
        return Poseidon2.Hash(ReleaseFormat.DatasetTag, ReleaseFormat.Dataset(merkleRoot, Fr.From(recordCount)));
    }

    /// <summary>The dataset's leaf in the authority's tree.</summary>
    public Fr Leaf() => Poseidon2.Hash(
        ReleaseFormat.CertifiedTag,
        ReleaseFormat.Certified<Fr>(Root, Tags.Slots.AsSpan(), Licences.Slots.AsSpan(), CertifiedOn.ToElement(), ExpiresOn.ToElement()));
}
