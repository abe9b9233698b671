using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;

namespace ChainProv.Cli.Commands.Authorities;

internal sealed class AuthorityKeygenVerb : Verb
{
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the key goes; mode 0600, never overwritten.", Required = true, HelpName = "file" };

    public AuthorityKeygenVerb()
        : base("keygen", "Make an authority's BLS key.", "chainprov authority keygen -o authority.key") => Options.Add(_output);

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        BlsPublicKey key = AuthorityKeyFile.Create(OutputOption.SecretPath(arguments.GetRequiredValue(_output), "-o"));
        return Task.FromResult(new Report()
            .Add("authorityId", AuthorityId.Of(key).ToString())
            .Add("blsPublicKey", key.ToString())
            .Add("authorityRoot", AuthorityTree.Empty(key).Head().Root().ToString()));
    }
}
