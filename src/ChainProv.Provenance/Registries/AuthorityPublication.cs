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
    /// <exception cref="CertificationException">It is not, and its key is no longer its first: it is known here by that one alone.</exception>
    public async Task RegisterAsync(AuthorityTree tree, BlsSecretKey key, CancellationToken cancellationToken = default)
    {
        if ((await registry.AuthorityAsync(IdOf(tree), cancellationToken: cancellationToken)).Registered) return;
        if (AuthorityId.Of(key.PublicKey) != tree.AuthorityId)
            throw new CertificationException("this registry does not know the authority, and its first key is needed to register it: an authority that has replaced its key begins a new tree for another registry");
        BlsSignature possession = ProofOfPossessionScheme.ProvePossession(key);
        await sender.SendAsync(
            registry.RegisterAuthority(key.PublicKey.Point.ToBytes(PointFormat.Eip2537), possession.Point.ToBytes(PointFormat.Eip2537)), cancellationToken: cancellationToken);
    }

    /// <summary>Recognises the authority if the sender owns the registry; only a recognised authority's releases count as proven.</summary>
    /// <returns>Whether it is recognised now.</returns>
    public async Task<bool> RecogniseIfOwnerAsync(AuthorityTree tree, CancellationToken cancellationToken = default)
    {
        if ((await registry.AuthorityAsync(IdOf(tree), cancellationToken: cancellationToken)).Recognised) return true;
        if (await registry.OwnerAsync(cancellationToken: cancellationToken) != sender.Address) return false;
        await sender.SendAsync(registry.RecogniseAuthority(IdOf(tree), true), cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>The tree in the revision that it has to be published as, should an earlier state have arrived without anybody's noticing.</summary>
    public async Task<AuthorityTree> CatchUpAsync(AuthorityTree tree, CancellationToken cancellationToken = default)
    {
        ProvenanceRegistry.AuthorityStatus onChain = await registry.AuthorityAsync(IdOf(tree), cancellationToken: cancellationToken);
        return Fr.TryRead(onChain.Root.ToArray(), out Fr root) ? tree.AfterArrival(onChain.Revision, root) : tree;
    }

    /// <summary>Publishes the tree's present state; null if it is there already.</summary>
    /// <exception cref="CertificationException">The tree's revision is not the one after the registry's.</exception>
    public async Task<TransactionReceipt?> PublishAsync(AuthorityTree tree, BlsSecretKey key, CancellationToken cancellationToken = default)
    {
        Fr root = tree.Head().Root();
        ProvenanceRegistry.AuthorityStatus onChain = await registry.AuthorityAsync(IdOf(tree), cancellationToken: cancellationToken);
        if (onChain.Revision == tree.Revision && onChain.Root == ReleaseAnchor.ToHash(root)) return null;
        if (onChain.Revision + 1 != tree.Revision)
            throw new CertificationException(
                $"the registry is at revision {onChain.Revision} of this authority, the tree at {tree.Revision}: it is an old copy, or the tree of another registry (each registry needs one of its own)");

        AuthorityRootMessage message = new(chainId, registry.Address.ToArray(), tree.AuthorityId, tree.Revision, root, tree.Revokes);
        return await sender.SendAsync(
            registry.PublishRoot(IdOf(tree), tree.Revision, ReleaseAnchor.ToHash(root), tree.Revokes, message.Sign(key).Point.ToBytes(PointFormat.Eip2537)),
            cancellationToken: cancellationToken);
    }

    /// <summary>Replaces the authority's key in the registry; null if that is done already.</summary>
    /// <param name="tree">Of the authority; its key is still the old one.</param>
    /// <param name="key">The old key.</param>
    /// <param name="newKey">One that no authority has or had.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<TransactionReceipt?> RotateAsync(AuthorityTree tree, BlsSecretKey key, BlsSecretKey newKey, CancellationToken cancellationToken = default)
    {
        ProvenanceRegistry.AuthorityStatus onChain = await registry.AuthorityAsync(IdOf(tree), cancellationToken: cancellationToken);
        byte[] replacing = newKey.PublicKey.Point.ToBytes(PointFormat.Eip2537);
        if (onChain.PublicKey.AsSpan().SequenceEqual(replacing)) return null;
        if (!onChain.Registered) throw new CertificationException("this registry does not know the authority: publish its tree first");

        byte[] message = new AuthorityKeyMessage(chainId, registry.Address.ToArray(), tree.AuthorityId, onChain.Rotations + 1, AuthorityId.Of(newKey.PublicKey)).Hash();
        BlsSignature old = BlsScheme.ProofOfPossession.Sign(key, message), fresh = BlsScheme.ProofOfPossession.Sign(newKey, message);
        return await sender.SendAsync(
            registry.RotateKey(IdOf(tree), replacing, old.Point.ToBytes(PointFormat.Eip2537), fresh.Point.ToBytes(PointFormat.Eip2537)), cancellationToken: cancellationToken);
    }

    private static Hash32 IdOf(AuthorityTree tree) => new(tree.AuthorityId.ToBytes());
}
