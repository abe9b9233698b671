using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>A record as a reader finds it, before defaults: null where the record does not say.</summary>
/// <param name="Position">The line, row or file of the record, counted from 1.</param>
internal readonly record struct RawRecord(long Position, long Size, Sha256Digest Sha256, string? Key, string? Licence, string? Source, uint Bin);
