using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Registries;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Anchoring;

/// <summary>The registry's words for releases: how one is anchored, where one is, why one is refused.</summary>
internal sealed class RegistryReleases(EthereumClient client, Address address)
{
    /// <summary>Refusals that somebody else can mend: by publishing the root, or adding the circuit.</summary>
    private static readonly string[] Mendable =
    [
        ProvenanceRegistry.UnknownRootError.Description.Name,
        ProvenanceRegistry.UnknownAuthorityError.Description.Name,
        ProvenanceRegistry.UnknownCircuitError.Description.Name,
    ];

    private readonly ProvenanceRegistry _registry = new(client, address);

    public Address Address => address;

    /// <exception cref="ProverException">The address has no registry.</exception>
    public async Task RequireRegistryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _registry.RequireDeployedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ContractNotDeployedException error)
        {
            throw new ProverException($"{error.Message}: deploy the registry, or correct {ProverOptions.Section}:Anchoring:Registry", error);
        }
    }

    /// <summary>The transaction that anchors a release.</summary>
    public TransactionRequest Anchor(ProvedRelease release) =>
        ReleaseAnchor.Transaction(_registry, JsonFile.Parse<ReleaseCertificate>(release.Certificate, "the stored certificate"));

    /// <summary>Where a release is anchored; null if it is not.</summary>
    public async Task<AnchoredRelease?> FindAsync(Hash32 releaseId, CancellationToken cancellationToken)
    {
        ProvenanceRegistry.ReleaseStatus status = await _registry.ReleaseStatusAsync(releaseId, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!status.Exists)
            return null;
        BlockTag block = BlockTag.Number(status.AnchoredAtBlock);
        LogFilter anchoring = new(block, block) { Addresses = [address], Topics = [[ProvenanceRegistry.ReleaseAnchoredEvent.Description.Topic0], [releaseId]] };
        IReadOnlyList<Log> logs = await client.GetLogsAsync(anchoring, cancellationToken).ConfigureAwait(false);
        return logs is [Log log]
            ? new AnchoredRelease(log.TransactionHash, log.BlockNumber)
            : throw new AnchorUnavailableException($"the release is anchored in block {status.AnchoredAtBlock}, whose events the node does not give yet");
    }

    /// <summary>What a revert means for the release; null if it only says that the release is anchored already.</summary>
    public static ReleaseRefusedException? Explain(ContractRevertedException reverted) =>
        reverted.Reason.Name == ProvenanceRegistry.AlreadyAnchoredError.Description.Name ? null
            : new ReleaseRefusedException(reverted.Reason.ToString(), Mendable.Contains(reverted.Reason.Name), reverted);
}
