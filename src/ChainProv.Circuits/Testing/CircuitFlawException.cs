namespace ChainProv.Circuits.Testing;

/// <summary>A circuit does not do what its test claims.</summary>
public sealed class CircuitFlawException(string message) : Exception(message);
