using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Authorities;

/// <summary>Publishing an authority's tree: what "publish" and "revoke" share.</summary>
internal static class TreePublication
{
    public static async Task<Report> RunAsync(AuthorityOptions authority, ChainOptions chain, ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        string treePath = authority.TreePath(arguments);
        using BlsSecretKey key = authority.Key(arguments);
        using EthereumClient client = chain.Client(arguments);
        ProvenanceRegistry registry = new(client, chain.Registry(arguments));
        using EthereumKey account = chain.Key(arguments);
        using TransactionSender sender = ChainOptions.Sender(client, account);
        await registry.RequireDeployedAsync(cancellationToken);
        AuthorityTreeFile.RequireExisting(treePath);
        AuthorityTree tree = AuthorityTreeFile.Read(treePath);

        AuthorityPublication publication = new(registry, sender, await client.ChainIdAsync(cancellationToken));
        await publication.RegisterAsync(tree, key, cancellationToken);
        bool recognised = await publication.RecogniseIfOwnerAsync(tree, cancellationToken);
        if (!recognised) terminal.Note("The registry's owner has not recognised this authority: its releases can be anchored, but do not count as proven.");
        AuthorityTree caughtUp = await publication.CatchUpAsync(tree, cancellationToken);
        tree = AuthorityTreeFile.Update(treePath, key.PublicKey, now => (now.Head() == tree.Head() ? caughtUp : now).MarkSent());
        TransactionReceipt? receipt = await publication.PublishAsync(tree, key, cancellationToken);

        tree = AuthorityTreeFile.Update(treePath, key.PublicKey, now => AfterPublication(now, tree));
        return AuthorityShowVerb.Describe(tree)
            .Add("recognised", recognised)
            .Add("transaction", receipt?.TransactionHash.ToString())
            .Add("block", receipt?.BlockNumber);
    }

    /// <summary>What was certified or revoked while the transaction was on its way waits for the next revision.</summary>
    private static AuthorityTree AfterPublication(AuthorityTree now, AuthorityTree published)
    {
        if (now.Revision != published.Revision) return now;
        return now.Head().Root() == published.Head().Root() ? now.MarkPublished(published.Revision) : now with { Revision = now.Revision + 1, Sent = [] };
    }
}
