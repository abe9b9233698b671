using System.Diagnostics;
using System.Globalization;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Gpu.Devices;
using ChainProv.Gpu.Fields;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Benchmarks;

/// <summary>Each operation at growing sizes: first the same result as the processor's, then the least of several times. Points are retained; scalars travel.</summary>
internal sealed class SpeedTable(GpuDevice device, int largest)
{
    private const int Smallest = 12, Step = 2, Runs = 5;

    /// <summary>Published by others (ICICLE on an RTX 4090, BLS12-381, data resident), in milliseconds.</summary>
    private static readonly Dictionary<(string, int), double> Published = new()
    {
        [("msm g1", 16)] = 7.8,
        [("msm g1", 20)] = 24.7,
        [("msm g2", 20)] = 70,
        [("ntt, resident", 20)] = 0.36,
    };

    public void Run()
    {
        Console.WriteLine($"{"operation",-16} {"size",-6} {"first ms",10} {"gpu ms",10} {"cpu ms",10} {"faster",8} {"ICICLE",8}");
        for (int logarithm = Smallest; logarithm <= largest; logarithm += Step)
        {
            int size = 1 << logarithm;
            Fr[] scalars = Scalars(size), other = Scalars(size);
            G1Affine[] g1 = new FixedBaseTable<G1, Fp, Fr>(G1Affine.Generator, size).MultiplyAll(scalars);
            device.Retain(g1);
            Compare("msm g1", logarithm, on => on.MultiScalarMultiply(g1, other).ToAffine());
            Compare("quotient", logarithm, on => on.MultiplyQuotient(g1, scalars.ToArray(), other.ToArray()).ToAffine());

            G2Affine[] g2 = new FixedBaseTable<G2, Fp2, Fr>(G2Affine.Generator, size).MultiplyAll(scalars);
            device.Retain(g2);
            Compare("msm g2", logarithm, on => on.MultiScalarMultiply(g2, other).ToAffine());

            EvaluationDomain<Fr> domain = new(logarithm);
            Compare("ntt", logarithm, on => Transformed(on, domain, scalars), Enumerable.SequenceEqual);
            TransformResident(domain, scalars);
            Compare("merkle layer", logarithm, on => Layer(on, scalars), Enumerable.SequenceEqual);
        }
    }

    private static Fr[] Scalars(int size)
    {
        Fr[] scalars = new Fr[size];
        Parallel.For(0, size, i => scalars[i] = Fr.Random());
        return scalars;
    }

    private static Fr[] Transformed(IComputeDevice on, EvaluationDomain<Fr> domain, Fr[] values)
    {
        Fr[] result = [.. values];
        on.Transform(domain, result);
        return result;
    }

    private static Fr[] Layer(IComputeDevice on, Fr[] children)
    {
        Fr[] parents = new Fr[children.Length / 2];
        on.CompressLayer(children, parents);
        return parents;
    }

    private void Compare<TResult>(string operation, int logarithm, Func<IComputeDevice, TResult> run, Func<TResult, TResult, bool>? equal = null)
    {
        TResult actual = default!, expected = default!;
        double first = Milliseconds(() => actual = run(device)), processor = Milliseconds(() => expected = run(CpuDevice.Default));
        if (!(equal ?? EqualityComparer<TResult>.Default.Equals)(actual, expected)) throw new DifferenceException($"{operation} of 2^{logarithm}");
        double graphics = Enumerable.Range(0, Runs).Min(_ => Milliseconds(() => run(device)));
        processor = Math.Min(processor, Milliseconds(() => run(CpuDevice.Default)));
        Print(operation, logarithm, first, graphics, processor);
    }

    /// <summary>Without the way to the device and back, as others measure it.</summary>
    private void TransformResident(EvaluationDomain<Fr> domain, Fr[] values)
    {
        using DeviceMemory memory = new(device.Accelerator, device.Accelerator.MemorySize / 4);
        DeviceTransform transform = new(new KernelLauncher(device.Accelerator), memory);
        ArrayView<KernelFr> view = memory.Allocate(32L * values.Length).View<KernelFr>(values.Length);
        view.CopyFromCPU(System.Runtime.InteropServices.MemoryMarshal.Cast<Fr, KernelFr>(values.AsSpan()));
        double first = Run();
        Print("ntt, resident", domain.Logarithm, first, Enumerable.Range(0, Runs).Min(_ => Run()), processor: null);

        double Run() => Milliseconds(() =>
        {
            transform.Forward(domain, view, Fr.One);
            device.Accelerator.Synchronize();
        });
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string operation, int logarithm, double first, double graphics, double? processor)
    {
        string mark = Published.TryGetValue((operation, logarithm), out double milliseconds) ? milliseconds.ToString("0.##", CultureInfo.InvariantCulture) : "";
        string cpu = processor?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", factor = (processor / graphics)?.ToString("0.0x", CultureInfo.InvariantCulture) ?? "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation,-16} {"2^" + logarithm,-6} {first,10:0.00} {graphics,10:0.00} {cpu,10} {factor,8} {mark,8}"));
    }
}
