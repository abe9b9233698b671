using System.CommandLine;
using ChainProv.Cli.Framework;

namespace ChainProv.Cli.Commands.Authorities;

internal sealed class AuthorityPublishVerb : Verb
{
    private readonly AuthorityOptions _authority = new();
    private readonly ChainOptions _chain = new();

    public AuthorityPublishVerb()
        : base(
            "publish",
            "Publish the tree's root in a registry, signed by the authority; registers the authority first. The registry's owner recognises it with this too.",
            "chainprov authority publish --key authority.key --rpc $RPC --registry $REGISTRY --key-file sender.key")
    {
        _authority.AddTo(this);
        _chain.AddSending(this);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        TreePublication.RunAsync(_authority, _chain, arguments, Terminal, cancellationToken);
}
