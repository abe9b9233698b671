using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>A dataset that someone committed.</summary>
/// <param name="DatasetRoot">The dataset.</param>
/// <param name="Commitments">How often it was committed.</param>
/// <param name="First">The first commitment.</param>
public sealed record DatasetRecord(Hash32 DatasetRoot, long Commitments, CommitmentRecord First);
