namespace ChainProv.Cli.Framework;

/// <summary>The command line asks for something that cannot be: exit 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
