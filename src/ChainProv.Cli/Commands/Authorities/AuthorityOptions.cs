using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;

namespace ChainProv.Cli.Commands.Authorities;

/// <summary>Which authority: its key file, and its tree.</summary>
internal sealed class AuthorityOptions
{
    private const string DefaultKey = "authority.key";

    private readonly Option<string?> _key = new("--key") { Description = $"The authority's key file (default: {DefaultKey} in this folder).", HelpName = "file" };
    private readonly Option<string?> _tree = new("--tree") { Description = "The authority's tree (default: beside the key).", HelpName = "file" };

    public void AddTo(Command command)
    {
        command.Options.Add(_key);
        command.Options.Add(_tree);
    }

    /// <summary>The secret key; the caller disposes it.</summary>
    public BlsSecretKey Key(ParseResult arguments) => AuthorityKeyFile.Read(KeyPath(arguments));

    public string TreePath(ParseResult arguments) => arguments.GetValue(_tree) ?? AuthorityTreeFile.DefaultPath(KeyPath(arguments));

    private string KeyPath(ParseResult arguments) =>
        arguments.GetValue(_key) ?? (File.Exists(DefaultKey) ? DefaultKey : throw new UsageException("no authority is named: give --key FILE (made by chainprov authority keygen)"));
}
