using System.CommandLine;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>Anchored releases.</summary>
internal static class ReleaseCommands
{
    public static Command Create() => new("release", "Take an anchored release back; let one answer in place of another.")
    {
        new ReleaseRevokeVerb(),
        new ReleasePromoteVerb(),
    };
}
