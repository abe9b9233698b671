namespace ChainProv.Circuits;

/// <summary>A wire's index times a coefficient: one entry of a row of A, B or C.</summary>
public readonly record struct Term(int Wire, Fr Coefficient);
