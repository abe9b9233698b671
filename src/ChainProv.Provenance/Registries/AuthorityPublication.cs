using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Authorities;

namespace ChainProv.Provenance.Registries;

/// <summary>Brings the state of an authority's tree to a registry. Every step looks first whether it was done, so that an interrupted run can be repeated.</summary>
public sealed class AuthorityPublication(ProvenanceRegistry registry, TransactionSender sender, ulong chainId)
{
    /// <summary>Registers the authority if it is not, with a proof that it has the key.</summary>
    public async Task RegisterAsync(BlsSecretKey key, CancellationToken cancellationToken = default)
    {
        Hash32 id = IdOf(key.PublicKey);
        if ((await registry.AuthorityAsync(id, cancellationToken: cancellationToken)).Registered) return;
        BlsSignature possession = ProofOfPossessionScheme.ProvePossession(key);
        await sender.SendAsync(
            registry.RegisterAuthority(key.PublicKey.Point.ToBytes(PointFormat.Eip2537), possession.Point.ToBytes(PointFormat.Eip2537)), cancellationToken: cancellationToken);
    }

    /// <summary>Recognises the authority if the sender owns the registry; only a recognised authority's releases count as proven.</summary>
    /// <returns>Whether it is recognised now.</returns>
    public async Task<bool> RecogniseIfOwnerAsync(BlsPublicKey key, CancellationToken cancellationToken = default)
    {
        Hash32 id = IdOf(key);
        if ((await registry.AuthorityAsync(id, cancellationToken: cancellationToken)).Recognised) return true;
        if (await registry.OwnerAsync(cancellationToken: cancellationToken) != sender.Address) return false;
        await sender.SendAsync(registry.RecogniseAuthority(id, true), cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Publishes the tree's present state; null if it is there already.</summary>
    /// <exception cref="CertificationException">The tree's revision is not the one after the registry's.</exception>
    public async Task<TransactionReceipt?> PublishAsync(AuthorityTree tree, BlsSecretKey key, CancellationToken cancellationToken = default)
    {
        Fr root = tree.Head().Root();
        ProvenanceRegistry.AuthorityStatus onChain = await registry.AuthorityAsync(IdOf(tree.BlsPublicKey), cancellationToken: cancellationToken);
        if (onChain.Revision == tree.Revision && onChain.Root == ReleaseAnchor.ToHash(root)) return null;
        if (onChain.Revision + 1 != tree.Revision)
            throw new CertificationException(
                $"the registry is at revision {onChain.Revision} of this authority, the tree at {tree.Revision}: it is an old copy, or the tree of another registry (each registry needs one of its own)");

        AuthorityRootMessage message = new(chainId, registry.Address.ToArray(), tree.AuthorityId, tree.Revision, root, tree.Revokes);
        return await sender.SendAsync(
            registry.PublishRoot(
                IdOf(tree.BlsPublicKey), tree.Revision, ReleaseAnchor.ToHash(root), tree.Revokes, message.Sign(key).Point.ToBytes(PointFormat.Eip2537)),
            cancellationToken: cancellationToken);
    }

    private static Hash32 IdOf(BlsPublicKey key) => new(AuthorityId.Of(key).ToBytes());
}
