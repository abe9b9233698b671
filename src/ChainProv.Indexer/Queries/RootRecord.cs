using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>A root that an authority published.</summary>
/// <param name="AuthorityId">The authority.</param>
/// <param name="Root">The root of its certified datasets.</param>
/// <param name="Revision">Its place among the authority's roots, from 1.</param>
/// <param name="Revokes">Whether it takes away something that the one before it held.</param>
/// <param name="Superseded">Whether a later root revokes: releases under this one are no longer proven.</param>
/// <param name="Recognised">Whether the registry recognises the authority.</param>
/// <param name="Published">Where it was published.</param>
public sealed record RootRecord(Hash32 AuthorityId, Hash32 Root, ulong Revision, bool Revokes, bool Superseded, bool Recognised, Provenance Published);
