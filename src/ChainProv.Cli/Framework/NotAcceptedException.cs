namespace ChainProv.Cli.Framework;

/// <summary>What was asked for is not there, or a registry or prover will not take it: exit 1.</summary>
internal sealed class NotAcceptedException(string message) : Exception(message);
