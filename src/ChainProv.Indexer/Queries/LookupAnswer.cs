using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>What a digest is, at a block.</summary>
/// <param name="Found">Whether the index knows it.</param>
/// <param name="Kind">What it is: one of <see cref="RecordKind"/>; null if it is not known.</param>
/// <param name="Kinds">Everything it is. Datasets, roots and files are what their publishers say, so anyone can make one digest be several.</param>
/// <param name="Record">
/// Of a release, a model (the release that answers for it), a model commitment or a file (the best release that has it) a release record; else
/// the record of the dataset, authority, root or registry root; null if it is not known.
/// </param>
/// <param name="Parents">What the record stands on.</param>
/// <param name="Block">The block at which the answer holds.</param>
/// <param name="BlockHash">Its hash.</param>
/// <param name="Final">Whether the chain will not take that block back.</param>
public sealed record LookupAnswer(
    bool Found, string? Kind, IReadOnlyList<string> Kinds, object? Record, IReadOnlyList<Parent> Parents, ulong Block, Hash32 BlockHash, bool Final);
