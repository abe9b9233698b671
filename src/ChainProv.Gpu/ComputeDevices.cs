using ChainProv.Cryptography.Compute;

namespace ChainProv.Gpu;

/// <summary>Devices by the names that people give them.</summary>
public static class ComputeDevices
{
    /// <summary>The processor; any graphics processor, or one of a kind; or both, each for what it does faster, where there are both.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cpu", "gpu", "cuda", "opencl", "auto"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="threads">How many the processor uses; all if not given.</param>
    /// <returns>A device, to be disposed of if it can be.</returns>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    /// <exception cref="GpuUnavailableException">There is no such device; "auto" is the processor then.</exception>
    public static IComputeDevice Open(string name, int? threads = null) => name switch
    {
        "cpu" => Processor(threads),
        "gpu" => GpuDevice.Open(),
        "cuda" => GpuDevice.Open(GpuKind.Cuda),
        "opencl" => GpuDevice.Open(GpuKind.OpenCl),
        "auto" => OpenAuto(threads),
        _ => throw new ArgumentException($"There is no device \"{name}\": {string.Join(", ", Names)}.", nameof(name)),
    };

    private static IComputeDevice OpenAuto(int? threads)
    {
        try
        {
            return new AutoDevice(Processor(threads), GpuDevice.Open());
        }
        catch (GpuUnavailableException)
        {
            return Processor(threads);
        }
    }

    private static CpuDevice Processor(int? threads) => threads is null ? CpuDevice.Default : new(threads);
}
