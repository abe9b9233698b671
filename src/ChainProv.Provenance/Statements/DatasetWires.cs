using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>A hidden dataset and its leaf.</summary>
internal sealed class DatasetWires
{
    private DatasetWires(Wire[] tags, Wire[] licences, UnsignedInteger certifiedOn, UnsignedInteger expiresOn, Wire leaf)
    {
        Tags = tags;
        Licences = licences;
        CertifiedOn = certifiedOn;
        ExpiresOn = expiresOn;
        Leaf = leaf;
    }

    public Wire[] Tags { get; }

    public Wire[] Licences { get; }

    public UnsignedInteger CertifiedOn { get; }

    public UnsignedInteger ExpiresOn { get; }

    public Wire Leaf { get; }

    public static DatasetWires Declare(ICircuitBuilder circuit, DatasetAssignment dataset)
    {
        Wire root = circuit.Private("dataset-root", dataset.Root);
        Wire[] tags = circuit.PrivateSlots("tag", dataset.Tags.AsSpan(), ReleaseFormat.DatasetTags);
        Wire[] licences = circuit.PrivateSlots("licence", dataset.Licences.AsSpan(), ReleaseFormat.DatasetLicences);
        UnsignedInteger certifiedOn = circuit.PrivateInteger("certified-on", dataset.CertifiedOn, ReleaseFormat.DateBits);
        UnsignedInteger expiresOn = circuit.PrivateInteger("expires-on", dataset.ExpiresOn, ReleaseFormat.DateBits);
        Wire leaf = circuit.Hash(
            "leaf", ReleaseFormat.CertifiedTag, ReleaseFormat.Certified<Wire>(root, tags, licences, certifiedOn.Wire, expiresOn.Wire));
        return new DatasetWires(tags, licences, certifiedOn, expiresOn, leaf);
    }

    /// <summary>The dataset's leaf is in the authority's tree; and where the link says so, a leaf that vouches for dataset and model is.</summary>
    /// <remarks>Where nobody vouches, the dataset's own leaf is shown a second time and the salt is zero: nothing is conditional, and no cell is free.</remarks>
    public void AssertCertified(ICircuitBuilder circuit, DatasetAssignment dataset, Wire merkleRoot, Bit cosigned, Wire facts)
    {
        circuit.AssertEqual("certified", circuit.MerkleRoot("merkle", Leaf, dataset.Path, ReleaseFormat.AuthorityDepth), merkleRoot);

        Wire salt = circuit.Private("salt", dataset.CosignatureSalt);
        circuit.Constrain("no-salt-without-cosignature", salt, Wire.One - cosigned, Wire.Zero);
        Wire vouching = circuit.Hash("cosigned-leaf", ReleaseFormat.CosignedTag, ReleaseFormat.Cosigned(Leaf, facts, salt));
        Wire second = circuit.Select("second-leaf", cosigned, vouching, Leaf);
        circuit.AssertEqual("cosigned", circuit.MerkleRoot("second-merkle", second, dataset.CosignaturePath, ReleaseFormat.AuthorityDepth), merkleRoot);
    }
}
