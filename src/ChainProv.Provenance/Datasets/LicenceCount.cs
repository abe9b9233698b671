namespace ChainProv.Provenance.Datasets;

/// <summary>How many records are under a licence; one under several counts for each.</summary>
public sealed record LicenceCount(string Licence, long Records);
