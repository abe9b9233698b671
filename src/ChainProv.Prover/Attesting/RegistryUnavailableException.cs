namespace ChainProv.Prover.Attesting;

/// <summary>The node did not answer as it should; it may later.</summary>
public sealed class RegistryUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
