namespace ChainProv.Circuits;

/// <summary>A circuit, or what should be one, is not well formed.</summary>
public sealed class CircuitException(string message) : Exception(message);
