using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Authorities;

namespace ChainProv.Provenance.Registries;

/// <summary>Asks a registry where an authority stands in its tree.</summary>
public sealed class RegistryPositionReader(ProvenanceRegistry registry)
{
    /// <summary>As long as the registry accepts a root that additions alone have superseded.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(7);

    /// <summary>
    /// A position whose leaf is the authority's root that the certificates lead to: today's, or the one that was kept, if the registry's root is accepted still.
    /// </summary>
    /// <param name="authority">Whose.</param>
    /// <param name="authorityRoot">The root that the certificates lead to.</param>
    /// <param name="kept">The last position that fitted; null if there is none.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="CertificationException">Neither fits: the certificates must be issued again, or the authority is not recognised.</exception>
    /// <exception cref="EthereumException">The chain cannot be asked.</exception>
    public async Task<RegistryPosition> FindAsync(AuthorityId authority, Fr authorityRoot, RegistryPosition? kept, CancellationToken cancellationToken = default)
    {
        RegistryPosition today = await TodayAsync(authority, authorityRoot, cancellationToken);
        if (today.Problem() is null) return today;
        if (kept is not null && kept.AuthorityRoot == authorityRoot
            && await registry.IsRegistryRootAcceptedAsync(ReleaseAnchor.ToHash(kept.RegistryRoot), (long)Grace.TotalSeconds, cancellationToken: cancellationToken))
            return kept;
        throw new CertificationException(
            "the registry holds another root of the authority than the certificates lead to, or does not recognise it: publish the tree, or ask the authority for the certificates again (chainprov dataset certify, with the same tree)");
    }

    /// <summary>The authority's place today, with the root that is looked for as its leaf: it leads to the registry's root if that is the leaf there.</summary>
    private async Task<RegistryPosition> TodayAsync(AuthorityId authority, Fr authorityRoot, CancellationToken cancellationToken)
    {
        try
        {
            ProvenanceRegistry.RegistryPathResult path = await registry.RegistryPathAsync(new Hash32(authority.ToBytes()), cancellationToken: cancellationToken);
            return new RegistryPosition(authorityRoot, (int)path.Index, [.. path.Siblings.Select(Element)], Element(path.Root));
        }
        catch (ContractRevertedException reverted) when (reverted.Reason.Name is "NotInRegistryTree" or "UnknownAuthority")
        {
            throw new CertificationException("the registry does not recognise the authority: its owner has to, and the authority to publish its tree");
        }
    }

    private static Fr Element(Hash32 word) => Fr.TryRead(word.ToArray(), out Fr element)
        ? element
        : throw new CertificationException("the registry's tree has a node that is no field element");
}
