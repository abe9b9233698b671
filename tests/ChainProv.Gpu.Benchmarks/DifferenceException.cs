namespace ChainProv.Gpu.Benchmarks;

/// <summary>The device and the processor disagree: no time counts then.</summary>
internal sealed class DifferenceException(string what) : Exception($"{what} differs from the processor's");
