namespace ChainProv.Gpu;

/// <summary>The ways to a graphics processor.</summary>
public enum GpuKind
{
    /// <summary>CUDA if there is such a device, else OpenCL.</summary>
    Any,

    /// <summary>NVIDIA's.</summary>
    Cuda,

    /// <summary>Everyone's. Devices that are processors themselves do not count.</summary>
    OpenCl,
}
