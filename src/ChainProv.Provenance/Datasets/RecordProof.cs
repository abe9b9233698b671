using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Datasets;

/// <summary>Shows that a record lies in a dataset; checked from nothing but itself and the root that one trusts.</summary>
/// <param name="Records">How many the dataset has; part of its root.</param>
/// <param name="Siblings">From the leaf up.</param>
public sealed record RecordProof(Fr DatasetRoot, long Records, long Index, Fr Leaf, DatasetRecord Record, ImmutableArray<Fr> Siblings) : IJsonFile
{
    public static string FormatName => "chainprov/record-proof/v1";

    public static int MaxBytes => 64 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <exception cref="InputException">The file is missing or is not a record proof.</exception>
    public static RecordProof Read(string path)
    {
        RecordProof proof = JsonFile.Read<RecordProof>(path);
        if (proof.Records is <= 0 or > DatasetCommitment.MaxRecords)
            throw new InputException(path, "$.records", $"a dataset has between 1 and {DatasetCommitment.MaxRecords:N0} records");
        if (proof.Index < 0 || proof.Index >= proof.Records) throw new InputException(path, "$.index", $"is not an index of {proof.Records:N0} records");
        if (proof.Record.Size < 0) throw new InputException(path, "$.record.size", "a size is not negative");
        if (proof.Siblings.IsDefault || proof.Siblings.Length != Depth(proof.Records))
            throw new InputException(path, "$.siblings", $"a path among {proof.Records:N0} records has {Depth(proof.Records)} siblings");
        return proof;
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this);

    /// <summary>Whether the record has this leaf, and the leaf leads to this root.</summary>
    public bool IsValid() =>
        Index >= 0 && Index < Records && Records <= DatasetCommitment.MaxRecords && Siblings.Length == Depth(Records) && Record.Size >= 0
        && Record.Leaf() == Leaf
        && DatasetMetadata.RootOf(new MerklePath(Index, Siblings).RootFrom(Leaf), (ulong)Records) == DatasetRoot;

    private static int Depth(long records)
    {
        int depth = 1;
        while (1L << depth < records) depth++;
        return depth;
    }
}
