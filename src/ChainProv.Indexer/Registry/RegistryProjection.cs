using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Storage;
using static ChainProv.Ethereum.Contracts.ProvenanceRegistry;

namespace ChainProv.Indexer.Registry;

/// <summary>Writes what the registry's events say, in the order of the chain, and notices when one is missing.</summary>
/// <remarks>What the contract requires of an event's past is required here: a node that leaves logs out is found out at the next event that needs them.</remarks>
internal sealed class RegistryProjection(SqlSession session, BlockHeader block)
{
    /// <summary>Writes one event.</summary>
    /// <returns>False if it is none that the index keeps.</returns>
    /// <exception cref="Ethereum.Abi.AbiException">The log is not in its event's form: this is no registry.</exception>
    /// <exception cref="InconsistentLogsException">An event that must have come before is missing.</exception>
    public async Task<bool> ApplyAsync(Log log)
    {
        object? decoded = DecodeEvent(log);
        if (decoded is null or OwnershipTransferStartedEvent or OwnershipTransferredEvent)
            return false;
        await session.InsertAsync("events", [.. Place(log), ("transaction_hash", log.TransactionHash)]).ConfigureAwait(false);
        await (decoded switch
        {
            AuthorityRegisteredEvent authority => RegisterAsync(log, authority),
            AuthorityRecognisedEvent recognition => RecogniseAsync(log, recognition),
            AuthorityKeyRotatedEvent rotation => RotateAsync(log, rotation),
            RootPublishedEvent root => PublishAsync(log, root),
            RegistryRootChangedEvent change => ChangeRegistryRootAsync(log, change),
            CircuitAddedEvent circuit => AddCircuitAsync(log, circuit),
            DatasetCommittedEvent dataset => CommitAsync(log, dataset),
            ReleaseAnchoredEvent release => AnchorAsync(log, release),
            ReleaseRevokedEvent revocation => RevokeAsync(log, revocation),
            ReleasePromotedEvent promotion => PromoteAsync(log, promotion),
            _ => throw new NotSupportedException($"the registry has an event that the index does not know: {decoded.GetType().Name}"),
        }).ConfigureAwait(false);
        return true;
    }

    private static (string Name, object? Value)[] Place(Log log) => [("block_number", log.BlockNumber), ("log_index", log.LogIndex)];

    private static Hash32? NullIfZero(Hash32 digest) => digest == Hash32.Zero ? null : digest;

    private async Task RegisterAsync(Log log, AuthorityRegisteredEvent authority)
    {
        await RequireNoneAsync($"authority {authority.AuthorityId} is registered twice",
            "SELECT 1 FROM authorities WHERE authority_id = @id", ("id", authority.AuthorityId)).ConfigureAwait(false);
        await session.InsertAsync("authorities", [.. Place(log), ("authority_id", authority.AuthorityId), ("public_key", authority.PublicKey)]).ConfigureAwait(false);
    }

    private async Task RecogniseAsync(Log log, AuthorityRecognisedEvent recognition)
    {
        await RequireAuthorityAsync(recognition.AuthorityId).ConfigureAwait(false);
        await session.InsertAsync("recognitions",
            [.. Place(log), ("authority_id", recognition.AuthorityId), ("recognised", recognition.Recognised)]).ConfigureAwait(false);
    }

    private async Task RotateAsync(Log log, AuthorityKeyRotatedEvent rotation)
    {
        await RequireAuthorityAsync(rotation.AuthorityId).ConfigureAwait(false);
        long last = await session.CountAsync(
            "SELECT COALESCE(MAX(rotation), 0) FROM key_rotations WHERE authority_id = @id", ("id", rotation.AuthorityId)).ConfigureAwait(false);
        if (rotation.Rotation != (ulong)last + 1)
            throw Gap($"key rotation {rotation.Rotation} of authority {rotation.AuthorityId} follows rotation {last}");
        await session.InsertAsync("key_rotations", [.. Place(log), ("authority_id", rotation.AuthorityId), ("rotation", rotation.Rotation),
            ("public_key", rotation.PublicKey)]).ConfigureAwait(false);
    }

    private async Task PublishAsync(Log log, RootPublishedEvent root)
    {
        await RequireAuthorityAsync(root.AuthorityId).ConfigureAwait(false);
        long last = await session.CountAsync(
            "SELECT COALESCE(MAX(revision), 0) FROM roots WHERE authority_id = @id", ("id", root.AuthorityId)).ConfigureAwait(false);
        if (root.Revision != (ulong)last + 1)
            throw Gap($"revision {root.Revision} of authority {root.AuthorityId} follows revision {last}");
        await session.InsertAsync("roots", [.. Place(log), ("authority_id", root.AuthorityId), ("revision", root.Revision), ("root", root.Root),
            ("revokes", root.Revokes)]).ConfigureAwait(false);
    }

    private async Task ChangeRegistryRootAsync(Log log, RegistryRootChangedEvent change)
    {
        // RegistryTree.sol, constructor: the empty tree is change 1.
        long last = await session.CountAsync("SELECT COALESCE(MAX(change), 1) FROM registry_roots").ConfigureAwait(false);
        if (change.Change != (ulong)last + 1)
            throw Gap($"change {change.Change} of the registry tree follows change {last}");
        await session.InsertAsync("registry_roots", [.. Place(log), ("change", change.Change), ("root", change.RegistryRoot),
            ("revokes", change.Revokes)]).ConfigureAwait(false);
    }

    private async Task AddCircuitAsync(Log log, CircuitAddedEvent circuit)
    {
        await RequireNoneAsync($"the circuit for {circuit.Slots} datasets is added twice",
            "SELECT 1 FROM circuits WHERE slots = @slots", ("slots", circuit.Slots)).ConfigureAwait(false);
        await session.InsertAsync("circuits", [.. Place(log), ("slots", circuit.Slots), ("verifier", circuit.Verifier), ("setup", circuit.Setup),
            ("circuit_digest", circuit.CircuitDigest), ("key_digest", circuit.KeyDigest)]).ConfigureAwait(false);
    }

    private async Task CommitAsync(Log log, DatasetCommittedEvent dataset)
    {
        (string, object?)[] what =
            [("dataset_root", dataset.DatasetRoot), ("committer", dataset.Committer), ("manifest_digest", dataset.ManifestDigest)];
        await RequireNoneAsync($"dataset {dataset.DatasetRoot} is committed twice by {dataset.Committer}",
            "SELECT 1 FROM dataset_commitments WHERE dataset_root = @dataset_root AND committer = @committer AND manifest_digest = @manifest_digest",
            what).ConfigureAwait(false);
        await session.InsertAsync("dataset_commitments", [.. Place(log), .. what]).ConfigureAwait(false);
    }

    private async Task AnchorAsync(Log log, ReleaseAnchoredEvent anchored)
    {
        (Release release, Evidence evidence) = (anchored.Release, anchored.Evidence);
        await RequireNoneAsync($"release {anchored.ReleaseId} is anchored twice",
            "SELECT 1 FROM releases WHERE release_id = @id", ("id", anchored.ReleaseId)).ConfigureAwait(false);
        await RequireAsync($"release {anchored.ReleaseId} stands under a root that was not published",
            "SELECT 1 FROM roots WHERE authority_id = @id AND root = @root AND revision = @revision",
            ("id", release.AuthorityId), ("root", release.AuthorityRoot), ("revision", evidence.Revision)).ConfigureAwait(false);
        await RequireAsync($"release {anchored.ReleaseId} has a circuit that was not added",
            "SELECT 1 FROM circuits WHERE slots = @slots AND key_digest = @key", ("slots", release.Slots), ("key", evidence.KeyDigest)).ConfigureAwait(false);

        (Hash32 Id, bool Holds)? speaker = await SpeakerAsync(anchored.ModelDigest).ConfigureAwait(false);
        IReadOnlyList<ModelFile>? files = ModelFileList.TryRead(anchored.FileList, anchored.ModelDigest);
        await session.InsertAsync("releases", [.. Place(log), ("release_id", anchored.ReleaseId), ("model_digest", anchored.ModelDigest),
            ("publisher", anchored.Publisher), ("authority_id", release.AuthorityId), ("authority_root", release.AuthorityRoot),
            ("model_commitment", release.ModelCommitment), ("base_digest", release.BaseDigest), ("weights_digest", NullIfZero(release.WeightsDigest)),
            ("base_weights_digest", NullIfZero(release.BaseWeightsDigest)), ("hyper_parameters_digest", NullIfZero(release.HyperParametersDigest)),
            ("policy_digest", release.PolicyDigest), ("valid_on", release.ValidOn), ("slots", release.Slots), ("revision", evidence.Revision),
            ("training_link", evidence.TrainingLink), ("setup", evidence.Setup), ("circuit_digest", evidence.CircuitDigest), ("key_digest", evidence.KeyDigest),
            ("proof_digest", evidence.ProofDigest), ("file_list", anchored.FileList), ("file_list_valid", files is not null)]).ConfigureAwait(false);
        foreach ((int position, ModelFile file) in (files ?? []).Index())
        {
            await session.InsertAsync("release_files", [.. Place(log), ("position", position), ("name", file.Name.ToArray()),
                ("size", file.Size), ("sha256", file.Sha256)]).ConfigureAwait(false);
        }
        // Standings.sol, _enrol: what speaks and holds goes on, and so does what holds no more if the new release does not hold either.
        bool takes = speaker is not { } before || (!before.Holds && await HoldsAsync(anchored.ReleaseId).ConfigureAwait(false));
        await SetFirstAsync(log, anchored.ModelDigest, takes ? anchored.ReleaseId : speaker!.Value.Id).ConfigureAwait(false);
    }

    private async Task RevokeAsync(Log log, ReleaseRevokedEvent revocation)
    {
        await RequireReleaseAsync(revocation.ReleaseId).ConfigureAwait(false);
        await RequireNoneAsync($"release {revocation.ReleaseId} is revoked twice",
            "SELECT 1 FROM release_revocations WHERE release_id = @id", ("id", revocation.ReleaseId)).ConfigureAwait(false);
        await session.InsertAsync("release_revocations", [.. Place(log), ("release_id", revocation.ReleaseId)]).ConfigureAwait(false);
    }

    private async Task PromoteAsync(Log log, ReleasePromotedEvent promotion)
    {
        await RequireReleaseAsync(promotion.ReleaseId).ConfigureAwait(false);
        await session.InsertAsync("release_promotions", [.. Place(log), ("release_id", promotion.ReleaseId)]).ConfigureAwait(false);
        // Standings.sol, _speak: a promotion that another question was in need of changes nothing here.
        if (await SpeakerAsync(promotion.ModelDigest).ConfigureAwait(false) is { Holds: false })
            await SetFirstAsync(log, promotion.ModelDigest, promotion.ReleaseId).ConfigureAwait(false);
    }

    /// <summary>The release that speaks for a model before this event, and whether it holds; null if there is none.</summary>
    private Task<(Hash32 Id, bool Holds)?> SpeakerAsync(Hash32 model) => session.FirstAsync<(Hash32, bool)?>(
        ReleaseSql.Speaker, row => (row.Hash("release_id"), row.Boolean("proven")), ("model", model), ("block", block.Number), ("day", block.Day));

    private Task SetFirstAsync(Log log, Hash32 model, Hash32 release) =>
        session.InsertAsync("model_answers", [.. Place(log), ("model_digest", model), ("release_id", release)]);

    private Task<bool> HoldsAsync(Hash32 release) => session.AnyAsync(
        $"SELECT 1 FROM {ReleaseSql.Standing} x WHERE x.release_id = @id AND x.proven",
        ("id", release), ("block", block.Number), ("day", block.Day));

    private Task RequireAuthorityAsync(Hash32 authority) => RequireAsync($"authority {authority} was never registered",
        "SELECT 1 FROM authorities WHERE authority_id = @id", ("id", authority));

    private Task RequireReleaseAsync(Hash32 release) => RequireAsync($"release {release} was never anchored",
        "SELECT 1 FROM releases WHERE release_id = @id", ("id", release));

    private async Task RequireAsync(string otherwise, string sql, params (string Name, object? Value)[] parameters)
    {
        if (!await session.AnyAsync(sql, parameters).ConfigureAwait(false))
            throw Gap(otherwise);
    }

    private async Task RequireNoneAsync(string otherwise, string sql, params (string Name, object? Value)[] parameters)
    {
        if (await session.AnyAsync(sql, parameters).ConfigureAwait(false))
            throw Gap(otherwise);
    }

    private InconsistentLogsException Gap(string problem) => new(problem, block.Number);
}
