namespace ChainProv.Provenance.Datasets;

/// <summary>A data page in its file, header included.</summary>
internal readonly record struct ParquetPage(long Offset, int Bytes, int Values);
