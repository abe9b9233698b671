using System.CommandLine;

namespace ChainProv.Cli.Commands.Authorities;

/// <summary>An authority's own work: keys, publishing its tree's root, revoking.</summary>
internal static class AuthorityCommands
{
    public static Command Create() => new("authority", "Keep an authority: its key, its published roots, its revocations, the models it vouches for.")
    {
        new AuthorityKeygenVerb(),
        new AuthorityShowVerb(),
        new AuthorityPublishVerb(),
        new AuthorityRevokeVerb(),
        new AuthorityCosignVerb(),
        new AuthorityRotateVerb(),
    };
}
