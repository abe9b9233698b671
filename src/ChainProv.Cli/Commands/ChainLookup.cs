using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands;

/// <summary>Looks a model up in the registry itself, without an index: by its digest in the contract's storage, by a file's digest in its events.</summary>
internal sealed class ChainLookup(EthereumClient client, ProvenanceRegistry registry)
{
    /// <summary>So many blocks nodes usually search at once.</summary>
    private const ulong BlocksAtOnce = 10_000;

    public async Task<JsonObject> FindAsync(IReadOnlyList<Hash32> digests, CancellationToken cancellationToken)
    {
        Block head = await client.GetBlockAsync(BlockTag.Latest, cancellationToken) ?? throw new HttpRequestException("the node has no newest block");
        foreach (Hash32 digest in digests)
        {
            ProvenanceRegistry.ReleaseStatus status = await registry.StatusAsync(digest, cancellationToken: cancellationToken);
            if (status.Exists) return await AnswerAsync("model", status, head, cancellationToken);
        }

        foreach (Hash32 digest in digests)
        {
            if (await FindByFileAsync(digest, head.Number, cancellationToken) is { } model)
                return await AnswerAsync("file", await registry.StatusAsync(model, cancellationToken: cancellationToken), head, cancellationToken);
        }

        return Answer(found: false, null, null, [], head, final: false);
    }

    /// <summary>The model of the newest release whose file list holds the digest.</summary>
    private async Task<Hash32?> FindByFileAsync(Hash32 file, ulong head, CancellationToken cancellationToken)
    {
        byte[] wanted = file.ToArray();
        for (ulong to = head; ; to -= BlocksAtOnce)
        {
            ulong from = to >= BlocksAtOnce ? to - BlocksAtOnce + 1 : 0;
            IReadOnlyList<ProvenanceRegistry.ReleaseAnchoredEvent> releases =
                await registry.GetEventsAsync<ProvenanceRegistry.ReleaseAnchoredEvent>(from, to, cancellationToken);
            if (releases.LastOrDefault(release => release.FileList.AsSpan().IndexOf(wanted) >= 0) is { } found) return found.ModelDigest;
            if (from == 0) return null;
        }
    }

    private async Task<JsonObject> AnswerAsync(string kind, ProvenanceRegistry.ReleaseStatus status, Block head, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProvenanceRegistry.ReleaseAnchoredEvent> anchored =
            await registry.GetEventsAsync<ProvenanceRegistry.ReleaseAnchoredEvent>(status.AnchoredAtBlock, status.AnchoredAtBlock, cancellationToken);
        ProvenanceRegistry.ReleaseAnchoredEvent release = anchored.FirstOrDefault(candidate => candidate.ReleaseId == status.ReleaseId)
            ?? throw new HttpRequestException($"the node does not give the event of release {status.ReleaseId} in block {status.AnchoredAtBlock}");
        Block? finalized = await client.GetBlockAsync(BlockTag.Finalized, cancellationToken);

        JsonArray parents = [Parent("root", status.AuthorityRoot)];
        if (release.Release.BaseDigest != Hash32.Zero) parents.Add(Parent("model", release.Release.BaseDigest));
        return Answer(found: true, kind, Record(status, release), parents, head, final: finalized is not null && status.AnchoredAtBlock <= finalized.Number);
    }

    private static JsonObject Record(ProvenanceRegistry.ReleaseStatus status, ProvenanceRegistry.ReleaseAnchoredEvent release) => new()
    {
        ["releaseId"] = status.ReleaseId.ToString(),
        ["modelDigest"] = status.ModelDigest.ToString(),
        ["publisher"] = status.Publisher.ToString(),
        ["proven"] = status.Proven,
        ["recognised"] = status.Recognised,
        ["rootSuperseded"] = status.RootSuperseded,
        ["expired"] = status.Expired,
        ["revoked"] = status.Revoked,
        ["trainingLink"] = "none",
        ["trainingLinkMeaning"] = "binding only",
        ["setup"] = SetupName.Development,
        ["policyDigest"] = status.PolicyDigest.ToString(),
        ["validOnDate"] = new Day(status.ValidOn).ToString(),
        ["authorityId"] = status.AuthorityId.ToString(),
        ["authorityRoot"] = status.AuthorityRoot.ToString(),
        ["revision"] = status.Revision,
        ["modelCommitment"] = release.Release.ModelCommitment.ToString(),
        ["slots"] = status.Slots,
        ["circuitDigest"] = release.Evidence.CircuitDigest.ToString(),
        ["keyDigest"] = release.Evidence.KeyDigest.ToString(),
        ["proofDigest"] = release.Evidence.ProofDigest.ToString(),
        ["anchoredAtBlock"] = status.AnchoredAtBlock,
        ["releases"] = status.Releases,
    };

    private static JsonObject Parent(string kind, Hash32 digest) => new() { ["kind"] = kind, ["digest"] = digest.ToString() };

    private static JsonObject Answer(bool found, string? kind, JsonObject? record, JsonArray parents, Block head, bool final) => new()
    {
        ["found"] = found,
        ["kind"] = kind,
        ["record"] = record,
        ["parents"] = parents,
        ["block"] = head.Number,
        ["blockHash"] = head.Hash.ToString(),
        ["final"] = final,
    };
}
