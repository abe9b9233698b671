namespace ChainProv.Circuits;

/// <summary>A wire that its circuit leaves free on purpose.</summary>
/// <param name="Path">The wire's full name, which no other wire has.</param>
/// <param name="Reason">Why another value proves nothing false.</param>
public sealed record FreeCell(string Path, string Reason);
