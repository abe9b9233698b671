namespace ChainProv.Provenance.Datasets;

/// <summary>A record with its leaf, as it stands in the records file.</summary>
internal readonly record struct LeafRecord(DatasetRecord Record, Fr Leaf);
