using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Datasets;

namespace ChainProv.Cli.Commands;

internal sealed class AuthorityRevokeVerb : Verb
{
    private readonly Argument<string> _dataset = new("dataset") { Description = "The dataset: its root, its dataset.json or its certified.json." };
    private readonly AuthorityOptions _authority = new();
    private readonly ChainOptions _chain = new();

    public AuthorityRevokeVerb()
        : base(
            "revoke",
            "Revoke a dataset's certification; with --rpc the new root is published at once.",
            "chainprov authority revoke dataset.json --key authority.key --rpc $RPC --registry $REGISTRY --key-file sender.key")
    {
        Arguments.Add(_dataset);
        _authority.AddTo(this);
        _chain.AddSending(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Fr root = RootOf(arguments.GetRequiredValue(_dataset));
        string treePath = _authority.TreePath(arguments);
        AuthorityTreeFile.RequireExisting(treePath);
        AuthorityTree tree;
        using (BlsSecretKey key = _authority.Key(arguments))
        {
            tree = AuthorityTreeFile.Update(treePath, key.PublicKey, before => before.Revoke(root, TimeProvider.System));
        }

        if (_chain.HasRpc(arguments)) return await TreePublication.RunAsync(_authority, _chain, arguments, Terminal, cancellationToken);
        Terminal.Note("The revocation is not on chain yet: run chainprov authority publish.");
        return AuthorityShowVerb.Describe(tree);
    }

    private static Fr RootOf(string dataset)
    {
        if (!dataset.StartsWith("0x", StringComparison.Ordinal)) return DatasetFile.RootOf(dataset);
        return DatasetFile.TryParseRoot(dataset, out Fr root) ? root : throw new UsageException("the dataset root is not 0x and 64 hexadecimal digits below the group order");
    }
}
