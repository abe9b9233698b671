using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Groth16.Keys;
using ChainProv.Indexer.Queries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Lookups;

/// <summary>What a registry knows of a digest.</summary>
/// <param name="Kind">One of <see cref="RecordKind"/>.</param>
/// <param name="Record">What there is to say.</param>
/// <param name="Parents">What it stands on.</param>
/// <param name="Block">The block that it came with, where the registry tells.</param>
internal sealed record ChainRecord(string Kind, JsonObject Record, IReadOnlyList<Parent> Parents, ulong? Block)
{
    public static ChainRecord Of(string kind, ProvenanceRegistry.ReleaseStatus status, ProvenanceRegistry.ReleaseAnchoredEvent release)
    {
        JsonObject record = new()
        {
            ["releaseId"] = status.ReleaseId.ToString(),
            ["modelDigest"] = status.ModelDigest.ToString(),
            ["publisher"] = status.Publisher.ToString(),
            ["proven"] = status.Proven,
            ["recognised"] = status.Recognised,
            ["rootSuperseded"] = status.RootSuperseded,
            ["expired"] = status.Expired,
            ["revoked"] = status.Revoked,
            ["trainingLink"] = TrainingLinkWords.NameOf(status.TrainingLink),
            ["trainingLinkMeaning"] = TrainingLinkWords.MeaningOf(status.TrainingLink),
            ["setup"] = status.Development ? SetupName.Development : SetupName.Ceremony,
            ["policyDigest"] = status.PolicyDigest.ToString(),
            ["validOnDate"] = new Day(status.ValidOn).ToString(),
            ["authorityId"] = status.AuthorityId.ToString(),
            ["authorityRoot"] = status.AuthorityRoot.ToString(),
            ["revision"] = status.Revision,
            ["modelCommitment"] = release.Release.ModelCommitment.ToString(),
            ["baseDigest"] = Digest(release.Release.BaseDigest),
            ["weightsDigest"] = Digest(release.Release.WeightsDigest),
            ["baseWeightsDigest"] = Digest(release.Release.BaseWeightsDigest),
            ["hyperParametersDigest"] = Digest(release.Release.HyperParametersDigest),
            ["slots"] = status.Slots,
            ["circuitDigest"] = release.Evidence.CircuitDigest.ToString(),
            ["keyDigest"] = release.Evidence.KeyDigest.ToString(),
            ["proofDigest"] = release.Evidence.ProofDigest.ToString(),
            ["anchoredAtBlock"] = status.AnchoredAtBlock,
            ["releases"] = status.Releases,
        };
        Hash32 baseModel = release.Release.BaseDigest;
        return new(kind, record, [new Parent(RecordKind.Root, status.AuthorityRoot), .. baseModel == Hash32.Zero ? [] : (Parent[])[new(RecordKind.Model, baseModel)]], status.AnchoredAtBlock);
    }

    public static ChainRecord Of(Hash32 authority, ProvenanceRegistry.AuthorityStatus status) => new(
        RecordKind.Authority,
        new()
        {
            ["authorityId"] = authority.ToString(),
            ["publicKey"] = Hex.Encode(status.PublicKey),
            ["rotations"] = status.Rotations,
            ["recognised"] = status.Recognised,
            ["revision"] = status.Revision,
            ["lastRevocation"] = status.LastRevocation,
            ["root"] = status.Revision == 0 ? null : status.Root.ToString(),
        },
        [],
        null);

    public static ChainRecord Of(ProvenanceRegistry.RootPublishedEvent published, ProvenanceRegistry.AuthorityStatus authority, ulong block) => new(
        RecordKind.Root,
        new()
        {
            ["authorityId"] = published.AuthorityId.ToString(),
            ["root"] = published.Root.ToString(),
            ["revision"] = published.Revision,
            ["revokes"] = published.Revokes,
            ["superseded"] = authority.LastRevocation > published.Revision,
            ["recognised"] = authority.Recognised,
        },
        [new Parent(RecordKind.Authority, published.AuthorityId)],
        block);

    public static ChainRecord Of(ProvenanceRegistry.RegistryRootChangedEvent change, ProvenanceRegistry.RegistryRootStatus status, ulong block) => new(
        RecordKind.RegistryRoot,
        new()
        {
            ["registryRoot"] = change.RegistryRoot.ToString(),
            ["change"] = status.Change,
            ["revokes"] = change.Revokes,
            ["newest"] = status.Newest,
            ["revoked"] = status.Revoked,
            ["supersededAt"] = status.Newest ? null : JsonValue.Create(DateTimeOffset.FromUnixTimeSeconds((long)status.SupersededAt)),
        },
        [],
        block);

    public static ChainRecord Of(ProvenanceRegistry.DatasetCommittedEvent committed, ulong block) => new(
        RecordKind.Dataset,
        new()
        {
            ["datasetRoot"] = committed.DatasetRoot.ToString(),
            ["committer"] = committed.Committer.ToString(),
            ["manifestDigest"] = committed.ManifestDigest.ToString(),
        },
        [],
        block);

    /// <summary>Nothing for zero, which says nothing.</summary>
    private static string? Digest(Hash32 digest) => digest == Hash32.Zero ? null : digest.ToString();
}
