namespace ChainProv.Gpu;

/// <summary>There is no graphics processor of the kind asked for, or its driver is missing.</summary>
public sealed class GpuUnavailableException(string message) : Exception(message);
