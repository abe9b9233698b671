using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>Finds the transaction that anchored something already, so that an interrupted command can be repeated.</summary>
internal static class AnchoredBefore
{
    /// <summary>Null if the registry does not hold the release.</summary>
    public static async Task<TransactionReceipt?> ReleaseAsync(EthereumClient client, ProvenanceRegistry registry, ReleaseCertificate certificate, CancellationToken cancellationToken)
    {
        Hash32 id = ReleaseAnchor.IdOf(certificate);
        ProvenanceRegistry.ReleaseStatus status = await registry.ReleaseStatusAsync(id, cancellationToken: cancellationToken);
        return status.Exists
            ? await FirstAsync<ProvenanceRegistry.ReleaseAnchoredEvent>(client, registry, status.AnchoredAtBlock, status.AnchoredAtBlock, [id], _ => true, cancellationToken)
            : null;
    }

    /// <summary>Null if the account did not commit the dataset with that manifest.</summary>
    public static async Task<TransactionReceipt?> DatasetAsync(
        EthereumClient client, ProvenanceRegistry registry, Hash32 root, Address committer, Hash32 manifest, CancellationToken cancellationToken)
    {
        ulong head = await client.BlockNumberAsync(cancellationToken);
        return await FirstAsync<ProvenanceRegistry.DatasetCommittedEvent>(
            client, registry, 0, head, [root, RegistryEvents.Topic(committer)], committed => committed.ManifestDigest == manifest, cancellationToken);
    }

    private static async Task<TransactionReceipt?> FirstAsync<TEvent>(
        EthereumClient client, ProvenanceRegistry registry, ulong first, ulong last, Hash32?[] indexed, Predicate<TEvent> isWanted, CancellationToken cancellationToken)
        where TEvent : IContractEvent<TEvent>
    {
        await foreach ((TEvent found, Log log) in RegistryEvents.ScanAsync<TEvent>(client, registry.Address, first, last, indexed, cancellationToken))
            if (isWanted(found)) return await client.GetTransactionReceiptAsync(log.TransactionHash, cancellationToken);
        return null;
    }
}
