using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Contracts;

public sealed partial class AttestationVerifier
{
    /// <summary>Every event of the contract, by the topic that its logs begin with.</summary>
    public static IReadOnlyList<Hash32> EventTopics => [.. Abi.Events.Select(known => known.Topic0)];

    /// <inheritdoc/>
    /// <remarks>An attestation verifier is known by the registry that it names, which must be one.</remarks>
    public override async Task RequireDeployedAsync(CancellationToken cancellationToken = default)
    {
        await base.RequireDeployedAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Address registry = await RegistryAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await new ProvenanceRegistry(Client, registry).RequireDeployedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ContractRevertedException or AbiException or ContractNotDeployedException)
        {
            throw new ContractNotDeployedException(Address, "attestation verifier", error);
        }
    }
}
