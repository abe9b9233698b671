using ChainProv.Indexer.Queries;

namespace ChainProv.Indexer.Api;

/// <summary>A dataset and its commitments.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Commitments">All of its commitments.</param>
public sealed record DatasetResponse(DatasetRecord Dataset, Page<CommitmentRecord> Commitments);
