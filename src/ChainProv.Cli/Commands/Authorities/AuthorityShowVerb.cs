using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;

namespace ChainProv.Cli.Commands.Authorities;

internal sealed class AuthorityShowVerb : Verb
{
    private readonly Argument<string> _key = new("file") { Description = "The authority's key file." };
    private readonly Option<string?> _tree = new("--tree") { Description = "The authority's tree (default: beside the key).", HelpName = "file" };

    public AuthorityShowVerb()
        : base("show", "Show an authority and the state of its tree.", "chainprov authority show authority.key")
    {
        Arguments.Add(_key);
        Options.Add(_tree);
    }

    /// <summary>What is said of an authority wherever one is shown.</summary>
    public static Report Describe(AuthorityTree tree) => new Report()
        .Add("authorityId", tree.AuthorityId.ToString())
        .Add("blsPublicKey", tree.BlsPublicKey.ToString())
        .Add("authorityRoot", tree.Head().Root().ToString())
        .Add("revision", tree.Revision)
        .Add("published", tree.Published)
        .Add("certified", tree.Leaves.Count(leaf => leaf is { RevokedOn: null, Certification: not null }))
        .Add("cosigned", tree.Leaves.Count(leaf => leaf is { RevokedOn: null, Cosigned: not null }))
        .Add("revoked", tree.Leaves.Count(leaf => leaf.RevokedOn is not null));

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string keyPath = arguments.GetRequiredValue(_key);
        using BlsSecretKey key = AuthorityKeyFile.Read(keyPath);
        string treePath = arguments.GetValue(_tree) ?? AuthorityTreeFile.DefaultPath(keyPath);
        return Task.FromResult(Describe(AuthorityTreeFile.IsMissing(treePath) ? AuthorityTree.Empty(key.PublicKey) : AuthorityTreeFile.Read(treePath)));
    }
}
