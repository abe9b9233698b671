using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>A dataset and its place in the authority's tree.</summary>
/// <param name="Path">Of depth 20.</param>
/// <param name="Cosignature">The authority's word for a model, where the model's link says that there is one.</param>
public sealed record CertifiedDataset(DatasetMetadata Metadata, MerklePath Path, Cosignature? Cosignature = null);
