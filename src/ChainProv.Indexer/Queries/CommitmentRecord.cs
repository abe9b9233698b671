using System.Text.Json.Serialization;
using ChainProv.Ethereum;
using ChainProv.Indexer.Api;

namespace ChainProv.Indexer.Queries;

/// <summary>Who had a dataset and its manifest, and since when.</summary>
/// <param name="Committer">Who committed it.</param>
/// <param name="ManifestDigest">The digest of the manifest.</param>
/// <param name="Committed">Where.</param>
public sealed record CommitmentRecord(
    [property: JsonConverter(typeof(LowerCaseAddressConverter))] Address Committer, Hash32 ManifestDigest, Provenance Committed);
