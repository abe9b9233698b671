namespace ChainProv.Gpu;

/// <summary>There is no graphics processor of the kind asked for, its driver is missing, or it does not start.</summary>
public sealed class GpuUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
