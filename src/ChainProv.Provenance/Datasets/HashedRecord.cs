using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Datasets;

/// <summary>A record ready to be taken in: its leaf, its licences, and its key's hash against duplicates.</summary>
internal readonly record struct HashedRecord(LeafRecord Entry, LicenceSet Licence, UInt128 KeyHash, uint Position);
