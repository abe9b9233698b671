namespace ChainProv.Prover.Tests.Simulation;

/// <summary>The process is dead: no seam of it does anything any more.</summary>
public sealed class SimulatedCrashException() : Exception("the process was killed");
