using ChainProv.Cryptography.Compute;

namespace ChainProv.Gpu;

/// <summary>Devices by the names that people give them.</summary>
public static class ComputeDevices
{
    /// <summary>The processor; any graphics processor, or one of a kind; or both, each for what it does faster, where there are both.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cpu", "gpu", "cuda", "opencl", "auto"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>A device, to be disposed of if it can be.</returns>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    /// <exception cref="GpuUnavailableException">There is no such device; "auto" is the processor then.</exception>
    public static IComputeDevice Open(string name) => name switch
    {
        "cpu" => CpuDevice.Default,
        "gpu" => GpuDevice.Open(),
        "cuda" => GpuDevice.Open(GpuKind.Cuda),
        "opencl" => GpuDevice.Open(GpuKind.OpenCl),
        "auto" => OpenAuto(),
        _ => throw new ArgumentException($"There is no device \"{name}\": {string.Join(", ", Names)}.", nameof(name)),
    };

    private static IComputeDevice OpenAuto()
    {
        try
        {
            return new AutoDevice(CpuDevice.Default, GpuDevice.Open());
        }
        catch (GpuUnavailableException)
        {
            return CpuDevice.Default;
        }
    }
}
