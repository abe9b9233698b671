using System.Collections.Immutable;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Datasets;

/// <summary>How records are read and named.</summary>
public sealed record DatasetOptions
{
    public DatasetFormat Format { get; init; }

    /// <summary>The column with the record's key, which every record must then have; null for <c>id</c> where a record has it, else its index.</summary>
    public string? KeyColumn { get; init; }

    /// <summary>The column with the record's licence; null for <c>license</c> or <c>licence</c>.</summary>
    public string? LicenceColumn { get; init; }

    public string SourceColumn { get; init; } = "source";

    public string BinColumn { get; init; } = "bin";

    /// <summary>The licences that a record without one of its own is under, all of them; no record may name another. SPDX ids.</summary>
    public ImmutableArray<string> Licences { get; init; } = [];

    public DatasetManifest Manifest { get; init; } = DatasetManifest.Empty;

    /// <summary>Records are read by one thread and hashed by this many; the result is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
