using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Datasets;

/// <summary>A dataset cannot be committed as it is: <c>records.jsonl, line 41,207: duplicate key "a91f" (first on line 12)</c>.</summary>
public sealed class DatasetException(string file, string? place, string problem, Exception? inner = null) : InputException(file, place, problem, inner);
