using System.Numerics;
using System.Security.Cryptography;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>An authority's word that a model was made from a dataset of its own.</summary>
/// <param name="DatasetLeaf">The dataset's leaf, which stands in the same tree.</param>
/// <param name="Facts">Of the model: its files, weights, base and hyper-parameters.</param>
/// <param name="Salt">128 random bits, for the publisher alone: without them the leaf could be found by trying datasets.</param>
public sealed record CosignedModel(Fr DatasetLeaf, ModelFacts Facts, Fr Salt)
{
    /// <summary>With a fresh salt.</summary>
    public static CosignedModel Create(Fr datasetLeaf, ModelFacts facts) =>
        new(datasetLeaf, facts, Fr.From(new BigInteger(RandomNumberGenerator.GetBytes(Cosignature.SaltBits / 8), isUnsigned: true)));

    public Fr Leaf() => Cosignature.Leaf(DatasetLeaf, Facts, Salt);

    /// <summary>Nothing secret.</summary>
    public override string ToString() => $"model {Facts.ModelDigest}";
}
