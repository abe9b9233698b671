namespace ChainProv.Cli.Framework;

/// <summary>A registry will not take what was asked for: exit 1.</summary>
internal sealed class NotAcceptedException(string message) : Exception(message);
