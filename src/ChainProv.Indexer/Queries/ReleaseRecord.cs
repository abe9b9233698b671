using System.Text.Json.Serialization;
using ChainProv.Ethereum;
using ChainProv.Indexer.Api;

namespace ChainProv.Indexer.Queries;

/// <summary>A release as it stands at a block.</summary>
public sealed record ReleaseRecord
{
    /// <summary>The release.</summary>
    public required Hash32 ReleaseId { get; init; }

    /// <summary>The model: the SHA-256 of its file list.</summary>
    public required Hash32 ModelDigest { get; init; }

    /// <summary>Who anchored it.</summary>
    [JsonConverter(typeof(LowerCaseAddressConverter))]
    public required Address Publisher { get; init; }

    /// <summary>Whether it holds: recognised, and neither superseded, expired nor revoked.</summary>
    public required bool Proven { get; init; }

    /// <summary>Whether the registry recognises the authority.</summary>
    public required bool Recognised { get; init; }

    /// <summary>Whether the authority has published a revocation since the release's root.</summary>
    public required bool RootSuperseded { get; init; }

    /// <summary>Whether the day <see cref="ValidOn"/> is past.</summary>
    public required bool Expired { get; init; }

    /// <summary>Whether the publisher took it back.</summary>
    public required bool Revoked { get; init; }

    /// <summary>What ties the weights to the datasets: <c>none</c>, <c>authority-cosigned</c>, <c>audited</c> or <c>proved</c>.</summary>
    public required string TrainingLink { get; init; }

    /// <summary>The same in one sentence: that of <c>none</c> begins with <c>binding only</c>.</summary>
    public required string TrainingLinkMeaning { get; init; }

    /// <summary>Where the verifying key comes from: <c>development</c>, whose maker can forge proofs, or <c>ceremony</c>.</summary>
    public required string Setup { get; init; }

    /// <summary>The policy that every declared dataset satisfies.</summary>
    public required Hash32 PolicyDigest { get; init; }

    /// <summary>The last day on which it holds, in days since 1970-01-01 UTC.</summary>
    public required uint ValidOn { get; init; }

    /// <summary>The same as a date; null after the year 9999.</summary>
    public required DateOnly? ValidOnDate { get; init; }

    /// <summary>The authority whose root it was proved under.</summary>
    public required Hash32 AuthorityId { get; init; }

    /// <summary>That root.</summary>
    public required Hash32 AuthorityRoot { get; init; }

    /// <summary>That root's revision.</summary>
    public required ulong Revision { get; init; }

    /// <summary>The hiding commitment to the model's facts, the training link and the datasets; responses name it.</summary>
    public required Hash32 ModelCommitment { get; init; }

    /// <summary>The base model; null if there is none.</summary>
    public required Hash32? BaseDigest { get; init; }

    /// <summary>The digest over the commitments to all weights; null if it says nothing of them.</summary>
    public required Hash32? WeightsDigest { get; init; }

    /// <summary>The same of the base model; null if it says nothing of them.</summary>
    public required Hash32? BaseWeightsDigest { get; init; }

    /// <summary>The SHA-256 of the hyper-parameters; null if it says nothing of them.</summary>
    public required Hash32? HyperParametersDigest { get; init; }

    /// <summary>How many datasets its circuit has room for.</summary>
    public required byte Slots { get; init; }

    /// <summary>The circuit that was proved.</summary>
    public required Hash32 CircuitDigest { get; init; }

    /// <summary>Keccak-256 of the verifying key.</summary>
    public required Hash32 KeyDigest { get; init; }

    /// <summary>Keccak-256 of the proof.</summary>
    public required Hash32 ProofDigest { get; init; }

    /// <summary>Whether the file list has the form of the release statement; if not, no file of it can be looked up.</summary>
    public required bool FileListValid { get; init; }

    /// <summary>The file by which the release was found; null if it was found otherwise.</summary>
    public FileRecord? File { get; init; }

    /// <summary>Where it was anchored.</summary>
    public required Provenance Anchored { get; init; }

    /// <summary>The authority's root and, if there is one, the base model.</summary>
    internal IReadOnlyList<Parent> Parents =>
        [new Parent(RecordKind.Root, AuthorityRoot), .. BaseDigest is Hash32 model ? (Parent[])[new Parent(RecordKind.Model, model)] : []];
}
