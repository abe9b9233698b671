using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>An authority's word, as a leaf of its tree, that a model was made from a dataset. It is secret, as the leaf would name the dataset.</summary>
/// <param name="Salt">128 random bits: without them the leaf could be found by trying datasets.</param>
/// <param name="Path">Of depth 20.</param>
public sealed record Cosignature(Fr Salt, MerklePath Path)
{
    public const int SaltBits = 128;

    /// <summary>The leaf that vouches.</summary>
    public static Fr Leaf(Fr datasetLeaf, ModelFacts facts, Fr salt) =>
        Poseidon2.Hash(ReleaseFormat.CosignedTag, ReleaseFormat.Cosigned(datasetLeaf, facts.ToElement(), salt));
}
