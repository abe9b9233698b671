using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>Finds out, before anything is indexed, whether configuration, database and chain belong together.</summary>
internal sealed class RegistryPreflight(EthereumClient client, IndexStore store, IndexerOptions options)
{
    /// <summary>Checks what can be checked without the node: the database, and that it is of the configured registry.</summary>
    /// <exception cref="IndexerException">They do not belong together.</exception>
    public async Task CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        await store.MigrateAsync(cancellationToken).ConfigureAwait(false);
        if (await store.ReadIdentityAsync(cancellationToken).ConfigureAwait(false) is ChainIdentity known)
            await store.ClaimAsync(Configured(options.ChainId ?? known.ChainId), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks the rest: the chain, and the registry on it. From then on the database is of this registry.</summary>
    /// <exception cref="IndexerException">They do not belong together.</exception>
    /// <exception cref="EthereumException">The node does not answer, or no more as it did.</exception>
    public async Task<ChainIdentity> CheckChainAsync(CancellationToken cancellationToken)
    {
        ulong chainId = await client.ChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (options.ChainId is ulong wanted && wanted != chainId)
            throw new IndexerException($"{client.Rpc.Endpoint} serves chain {chainId}, but Indexer:ChainId is {wanted}");
        ChainIdentity identity = Configured(chainId);
        bool isNew = await store.ReadIdentityAsync(cancellationToken).ConfigureAwait(false) is null;
        if (isNew)
            await RequireRegistryAsync(identity, cancellationToken).ConfigureAwait(false);
        await store.ClaimAsync(identity, cancellationToken).ConfigureAwait(false);
        return identity;
    }

    private ChainIdentity Configured(ulong chainId) => new(chainId, options.RegistryAddress, options.FirstBlock);

    private async Task RequireRegistryAsync(ChainIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            await new ProvenanceRegistry(client, identity.Registry).RequireDeployedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ContractNotDeployedException error)
        {
            throw new IndexerException($"{error.Message} (chain {identity.ChainId} at {client.Rpc.Endpoint}): deploy the registry, or correct Indexer:Registry", error);
        }
        if (identity.FirstBlock > 0 && await IsDeployedBeforeAsync(identity, cancellationToken).ConfigureAwait(false))
            throw new IndexerException($"registry {identity.Registry} is older than block {identity.FirstBlock}: its first events would be missing, correct Indexer:FirstBlock");
    }

    private async Task<bool> IsDeployedBeforeAsync(ChainIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetCodeAsync(identity.Registry, identity.FirstBlock - 1, cancellationToken).ConfigureAwait(false)).Length > 0;
        }
        catch (RpcErrorException)
        {
            return false; // Most nodes keep no old states; what is missing then shows when an event needs it.
        }
    }
}
