using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Contracts;

public sealed partial class ProvenanceRegistry
{
    /// <summary>Every event of the registry, by the topic that its logs begin with.</summary>
    public static IReadOnlyList<Hash32> EventTopics => [.. Abi.Events.Select(known => known.Topic0)];

    /// <inheritdoc/>
    /// <remarks>A registry is known by the message that its authorities sign: 32 bytes, others for a root that revokes than for one that does not; and one of today by its tree.</remarks>
    public override async Task RequireDeployedAsync(CancellationToken cancellationToken = default)
    {
        await base.RequireDeployedAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Hash32 keeps = await RootMessageAsync(default, 1, default, false, cancellationToken: cancellationToken).ConfigureAwait(false);
            Hash32 revokes = await RootMessageAsync(default, 1, default, true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await RegistryRootAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            if (keeps == revokes)
                throw new ContractNotDeployedException(Address, "provenance registry", null);
        }
        catch (Exception error) when (error is ContractRevertedException or AbiException)
        {
            throw new ContractNotDeployedException(Address, "provenance registry", error);
        }
    }
}
