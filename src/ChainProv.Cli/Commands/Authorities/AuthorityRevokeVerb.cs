using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands.Authorities;

internal sealed class AuthorityRevokeVerb : Verb
{
    private readonly Argument<string> _dataset = new("dataset") { Description = "A dataset: its root, its dataset.json or its certified.json; or a model.json, whose cosignatures are taken back." };
    private readonly AuthorityOptions _authority = new();
    private readonly ChainOptions _chain = new();

    public AuthorityRevokeVerb()
        : base(
            "revoke",
            "Revoke a dataset's certification and what was vouched for on its strength, or the cosignatures of a model; with --rpc the new root is published at once.",
            "chainprov authority revoke dataset.json --key authority.key --rpc $RPC --registry $REGISTRY --key-file sender.key")
    {
        Arguments.Add(_dataset);
        _authority.AddTo(this);
        _chain.AddSending(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Func<AuthorityTree, AuthorityTree> revoke = Revocation(arguments.GetRequiredValue(_dataset));
        string treePath = _authority.TreePath(arguments);
        AuthorityTreeFile.RequireExisting(treePath);
        AuthorityTree tree;
        using (BlsSecretKey key = _authority.Key(arguments))
        {
            tree = AuthorityTreeFile.Update(treePath, key.PublicKey, revoke);
        }

        if (_chain.HasRpc(arguments)) return await TreePublication.RunAsync(_authority, _chain, arguments, Terminal, cancellationToken);
        Terminal.Note("The revocation is not on chain yet: run chainprov authority publish.");
        return AuthorityShowVerb.Describe(tree);
    }

    private static Func<AuthorityTree, AuthorityTree> Revocation(string named)
    {
        if (File.Exists(named) && DatasetFile.FormatOf(named) == PublicModel.FormatName)
        {
            PublicModel model = PublicModel.Read(named);
            return tree => tree.RevokeCosignatures(model.Facts, TimeProvider.System);
        }

        Fr root = DatasetFile.RootNamed(named);
        return tree => tree.Revoke(root, TimeProvider.System);
    }
}
