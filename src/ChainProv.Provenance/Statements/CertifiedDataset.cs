using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>A dataset and its place in the authority's tree.</summary>
/// <param name="Path">Of depth 20.</param>
public sealed record CertifiedDataset(DatasetMetadata Metadata, MerklePath Path);
