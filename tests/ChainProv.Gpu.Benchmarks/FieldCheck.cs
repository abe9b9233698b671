using System.Numerics;
using System.Runtime.InteropServices;
using ChainProv.Cryptography.Fields;
using ChainProv.Gpu.Fields;
using ChainProv.Gpu.Tests.Fields;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Benchmarks;

/// <summary>Products in both fields against integers, at the extremes: if these are wrong, nothing else needs to be looked at.</summary>
internal static class FieldCheck
{
    public static void Run(GpuDevice device)
    {
        Check<Fp, KernelFp>(device.Accelerator, "a product in Fp");
        Check<Fr, KernelFr>(device.Accelerator, "a product in Fr");
        Console.WriteLine("products in Fp and Fr: right");
    }

    private static void Check<THost, TKernel>(Accelerator accelerator, string what)
        where THost : unmanaged, IPrimeField<THost>
        where TKernel : unmanaged, IKernelField<TKernel>
    {
        (THost A, THost B)[] pairs = FieldSamples.Pairs<THost>();
        using MemoryBuffer1D<TKernel, Stride1D.Dense> a = Upload(pairs.Select(pair => pair.A)), b = Upload(pairs.Select(pair => pair.B)), result = accelerator.Allocate1D<TKernel>(pairs.Length);
        accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<TKernel>, ArrayView<TKernel>, ArrayView<TKernel>>(FieldKernels<TKernel>.Multiply)(pairs.Length, a.View, b.View, result.View);
        THost[] products = MemoryMarshal.Cast<TKernel, THost>(result.GetAsArray1D().AsSpan()).ToArray();
        for (int i = 0; i < pairs.Length; i++)
        {
            if (products[i].ToBigInteger() != BigInteger.Remainder(pairs[i].A.ToBigInteger() * pairs[i].B.ToBigInteger(), THost.Modulus)) throw new DifferenceException(what);
        }

        MemoryBuffer1D<TKernel, Stride1D.Dense> Upload(IEnumerable<THost> values) => accelerator.Allocate1D(MemoryMarshal.Cast<THost, TKernel>(values.ToArray().AsSpan()).ToArray());
    }
}
