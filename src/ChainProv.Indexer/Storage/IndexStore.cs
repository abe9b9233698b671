using ChainProv.Indexer.Registry;

namespace ChainProv.Indexer.Storage;

/// <summary>Everything that is written to the index, and what following the chain reads of it.</summary>
/// <remarks>The highest row of <c>blocks</c> is the checkpoint: it stands or falls with the data of its block.</remarks>
internal sealed class IndexStore(IIndexDatabase database)
{
    private const string TipSql = $"SELECT {BlockHeader.Columns} FROM blocks ORDER BY number DESC LIMIT 1";

    /// <summary>What messages call the database.</summary>
    public string Name => database.Name;

    /// <summary>Makes the schema what this program needs.</summary>
    /// <exception cref="IndexerException">The database cannot be used.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => Migrations.ApplyAsync(database, cancellationToken);

    /// <summary>What the index is of; null if that was never said.</summary>
    public async Task<ChainIdentity?> ReadIdentityAsync(CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.ReadAsync(database, cancellationToken).ConfigureAwait(false);
        return await ReadIdentityAsync(session).ConfigureAwait(false);
    }

    /// <summary>Says what the index is of, once and for all.</summary>
    /// <exception cref="IndexerException">It is of something else.</exception>
    public async Task ClaimAsync(ChainIdentity identity, CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.WriteAsync(database, cancellationToken).ConfigureAwait(false);
        ChainIdentity? known = await ReadIdentityAsync(session).ConfigureAwait(false);
        if (known is not null && known != identity)
        {
            throw new IndexerException(
                $"{database.Name} indexes {Describe(known)}, not {Describe(identity)}: configure another database, or delete this one");
        }
        if (known is null)
        {
            await session.InsertAsync("chain", ("id", 1L), ("chain_id", identity.ChainId), ("registry", identity.Registry),
                ("first_block", identity.FirstBlock)).ConfigureAwait(false);
        }
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How far the index is.</summary>
    public async Task<Checkpoint> ReadCheckpointAsync(CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.ReadAsync(database, cancellationToken).ConfigureAwait(false);
        return await ReadCheckpointAsync(session).ConfigureAwait(false);
    }

    /// <summary>Up to <paramref name="count"/> blocks of the index from <paramref name="number"/> down.</summary>
    public async Task<IReadOnlyList<BlockHeader>> ReadHeadersDownAsync(ulong number, int count, CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.ReadAsync(database, cancellationToken).ConfigureAwait(false);
        return await session.QueryAsync(
            $"SELECT {BlockHeader.Columns} FROM blocks WHERE number <= @number ORDER BY number DESC LIMIT @count",
            BlockHeader.Read, ("number", number), ("count", count)).ConfigureAwait(false);
    }

    /// <summary>Adds blocks after <paramref name="expected"/>, and says how much of the chain is final; all of it or nothing.</summary>
    /// <returns>The number of events added.</returns>
    /// <exception cref="IndexConflictException">The index does not end with <paramref name="expected"/> any more.</exception>
    /// <exception cref="InconsistentLogsException">The events cannot have followed those that the index has.</exception>
    public async Task<int> AppendAsync(
        BlockHeader? expected, IReadOnlyList<IndexedBlock> blocks, ulong? finalized, CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.WriteAsync(database, cancellationToken).ConfigureAwait(false);
        await RequireTipAsync(session, expected).ConfigureAwait(false);
        int events = 0;
        foreach (IndexedBlock block in blocks)
        {
            await session.InsertAsync("blocks", ("number", block.Header.Number), ("hash", block.Header.Hash),
                ("parent_hash", block.Header.ParentHash), ("timestamp", block.Header.Timestamp)).ConfigureAwait(false);
            RegistryProjection projection = new(session, block.Header);
            foreach (Ethereum.Rpc.Log log in block.Logs)
                events += await projection.ApplyAsync(log).ConfigureAwait(false) ? 1 : 0;
        }
        if (finalized is not null)
            await FinalizeAsync(session, finalized.Value).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return events;
    }

    /// <summary>What the events of the index say of every authority and release, and of the registry tree.</summary>
    /// <exception cref="IndexConflictException">The index does not end with <paramref name="expected"/> any more.</exception>
    public async Task<RegistryFacts> ReadFactsAsync(BlockHeader expected, CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.ReadAsync(database, cancellationToken).ConfigureAwait(false);
        await RequireTipAsync(session, expected).ConfigureAwait(false);
        List<AuthorityFacts> authorities = await session.QueryAsync(
            """
            SELECT a.authority_id,
                   COALESCE((SELECT MAX(r.revision) FROM roots r WHERE r.authority_id = a.authority_id), 0) AS revision,
                   COALESCE((SELECT MAX(r.revision) FROM roots r WHERE r.authority_id = a.authority_id AND r.revokes), 0) AS last_revocation,
                   (SELECT COUNT(*) FROM key_rotations k WHERE k.authority_id = a.authority_id) AS rotations,
                   COALESCE((SELECT c.recognised FROM recognitions c WHERE c.authority_id = a.authority_id
                             ORDER BY c.block_number DESC, c.log_index DESC LIMIT 1), FALSE) AS recognised
            FROM authorities a
            """,
            row => new AuthorityFacts(row.Hash("authority_id"), row.UInt64("revision"), row.UInt64("last_revocation"), row.UInt64("rotations"),
                row.Boolean("recognised"))).ConfigureAwait(false);
        List<ReleaseFacts> releases = await session.QueryAsync(
            """
            SELECT r.release_id,
                   EXISTS (SELECT 1 FROM release_revocations v WHERE v.release_id = r.release_id) AS revoked,
                   (SELECT COUNT(*) FROM releases o WHERE o.model_digest = r.model_digest) AS of_model
            FROM releases r
            """,
            row => new ReleaseFacts(row.Hash("release_id"), row.Boolean("revoked"), row.UInt64("of_model"))).ConfigureAwait(false);
        RegistryRootFacts? registryRoot = await session.FirstAsync(
            "SELECT change, root FROM registry_roots ORDER BY change DESC LIMIT 1",
            row => new RegistryRootFacts(row.UInt64("change"), row.Hash("root"))).ConfigureAwait(false);
        return new RegistryFacts(authorities, releases, registryRoot ?? RegistryRootFacts.Empty);
    }

    /// <summary>Undoes every block above <paramref name="ancestor"/>, or all of them.</summary>
    /// <exception cref="IndexConflictException">The index does not end with <paramref name="expected"/> any more.</exception>
    public async Task RollBackAsync(BlockHeader? expected, ulong? ancestor, CancellationToken cancellationToken)
    {
        await using SqlSession session = await SqlSession.WriteAsync(database, cancellationToken).ConfigureAwait(false);
        await RequireTipAsync(session, expected).ConfigureAwait(false);
        if (ancestor is ulong last)
        {
            await session.ExecuteAsync("DELETE FROM blocks WHERE number > @last", ("last", last)).ConfigureAwait(false);
            await session.ExecuteAsync("UPDATE chain SET finalized = @last WHERE finalized > @last", ("last", last)).ConfigureAwait(false);
        }
        else
        {
            await session.ExecuteAsync("DELETE FROM blocks").ConfigureAwait(false);
            await session.ExecuteAsync("UPDATE chain SET finalized = NULL").ConfigureAwait(false);
        }
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<Checkpoint> ReadCheckpointAsync(SqlSession session)
    {
        BlockHeader? tip = await session.FirstAsync(TipSql, BlockHeader.Read).ConfigureAwait(false);
        ulong? finalized = await session.FirstAsync<ulong?>(
            "SELECT finalized FROM chain WHERE finalized IS NOT NULL", row => row.UInt64("finalized")).ConfigureAwait(false);
        return new Checkpoint(tip, finalized);
    }

    internal static Task<ChainIdentity?> ReadIdentityAsync(SqlSession session) => session.FirstAsync(
        "SELECT chain_id, registry, first_block FROM chain",
        row => new ChainIdentity(row.UInt64("chain_id"), row.Address("registry"), row.UInt64("first_block")));

    /// <summary>Final blocks without events are not needed to find where two branches part: a fork below them is found at the event before.</summary>
    private static async Task FinalizeAsync(SqlSession session, ulong finalized)
    {
        BlockHeader? tip = await session.FirstAsync(TipSql, BlockHeader.Read).ConfigureAwait(false);
        if (tip is null)
            return;
        ulong last = Math.Min(finalized, tip.Number);
        await session.ExecuteAsync("UPDATE chain SET finalized = @last WHERE finalized IS NULL OR finalized < @last", ("last", last)).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            DELETE FROM blocks WHERE number < @last AND number < @tip
            AND NOT EXISTS (SELECT 1 FROM events e WHERE e.block_number = blocks.number)
            """,
            ("last", last), ("tip", tip.Number)).ConfigureAwait(false);
    }

    private async Task RequireTipAsync(SqlSession session, BlockHeader? expected)
    {
        BlockHeader? tip = await session.FirstAsync(TipSql, BlockHeader.Read).ConfigureAwait(false);
        if (tip?.Hash != expected?.Hash)
            throw new IndexConflictException(database.Name);
    }

    private static string Describe(ChainIdentity identity) =>
        $"registry {identity.Registry} on chain {identity.ChainId} from block {identity.FirstBlock}";
}
