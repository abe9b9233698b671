namespace ChainProv.Gpu.Devices;

/// <summary>The device's memory, or what may be used of it, does not hold an operation of this size. The device works in smaller pieces then.</summary>
internal sealed class OutOfDeviceMemoryException(string message, Exception? inner = null) : Exception(message, inner);
