using ChainProv.Cryptography.Compute;
using ChainProv.Gpu;
using ChainProv.Gpu.Benchmarks;

// scripts/bench-gpu.sh [gpu|cuda|opencl] [largest exponent]
string name = args.Length > 0 ? args[0] : "gpu";
int largest = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 20;
try
{
    using GpuDevice device = GpuDevice.Open(name switch { "cuda" => GpuKind.Cuda, "opencl" => GpuKind.OpenCl, _ => GpuKind.Any });
    Console.WriteLine($"{device.Name}; beside {CpuDevice.Default.Name}");
    FieldCheck.Run(device);
    new SpeedTable(device, largest).Run();
    return 0;
}
catch (GpuUnavailableException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
catch (DifferenceException problem)
{
    Console.Error.WriteLine($"WRONG: {problem.Message}");
    return 1;
}
