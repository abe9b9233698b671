using System.CommandLine;

namespace ChainProv.Cli.Commands.Models;

/// <summary>Models.</summary>
internal static class ModelCommands
{
    public static Command Create() => new("model", "Commit to models; keep their certificates fresh.") { new ModelCommitVerb(), new ModelRefreshVerb() };
}
