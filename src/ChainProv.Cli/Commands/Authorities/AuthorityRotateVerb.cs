using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Authorities;

internal sealed class AuthorityRotateVerb : Verb
{
    private readonly AuthorityOptions _authority = new();
    private readonly Option<string> _newKey = new("--new-key") { Description = "The key that replaces it (made by chainprov authority keygen).", Required = true, HelpName = "file" };
    private readonly ChainOptions _chain = new();

    public AuthorityRotateVerb()
        : base(
            "rotate",
            "Replace the authority's key in a registry and in its tree; the authority's id stays. Run again if it was interrupted.",
            "chainprov authority rotate --key authority.key --new-key new.key --tree authority.tree.json --rpc $RPC --registry $REGISTRY --key-file sender.key")
    {
        _authority.AddTo(this);
        Options.Add(_newKey);
        _chain.AddSending(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string treePath = _authority.TreePath(arguments);
        using BlsSecretKey key = _authority.Key(arguments), newKey = AuthorityKeyFile.Read(arguments.GetRequiredValue(_newKey));
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        using EthereumKey account = _chain.Key(arguments);
        using TransactionSender sender = ChainOptions.Sender(client, account);
        await registry.RequireDeployedAsync(cancellationToken);
        AuthorityTreeFile.RequireExisting(treePath);
        AuthorityTree tree = AuthorityTreeFile.Read(treePath);
        if (!tree.BlsPublicKey.Equals(key.PublicKey) && !tree.BlsPublicKey.Equals(newKey.PublicKey))
            throw new InputException(treePath, "$.blsPublicKey", $"is the tree of another authority ({tree.AuthorityId}); name its own key");

        TransactionReceipt? receipt = await new AuthorityPublication(registry, sender, await client.ChainIdAsync(cancellationToken)).RotateAsync(tree, key, newKey, cancellationToken);
        if (!tree.BlsPublicKey.Equals(newKey.PublicKey)) tree = AuthorityTreeFile.Update(treePath, key.PublicKey, now => now.WithKey(newKey.PublicKey));
        Terminal.Note("From now on use the new key with this tree (--key FILE --tree FILE). What the old key signs is refused.");
        return AuthorityShowVerb.Describe(tree)
            .Add("transaction", receipt?.TransactionHash.ToString())
            .Add("block", receipt?.BlockNumber);
    }
}
