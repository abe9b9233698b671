using System.Runtime.InteropServices;
using ChainProv.Cryptography.Fields;
using ChainProv.Gpu.Fields;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Tests.Fields;

/// <summary>The kernels' arithmetic is the processor's.</summary>
public sealed class KernelFieldTests
{
    public static TheoryData<string> Devices { get; } = new(TestDevices.Names);

    [Theory, MemberData(nameof(Devices))]
    public void Arithmetic_in_Fp_is_right_at_the_extremes(string name) => Check<Fp, KernelFp>(name, FieldSamples.Pairs<Fp>());

    [Theory, MemberData(nameof(Devices))]
    public void Arithmetic_in_Fr_is_right_at_the_extremes(string name) => Check<Fr, KernelFr>(name, FieldSamples.Pairs<Fr>());

    [Theory, MemberData(nameof(Devices))]
    public void Arithmetic_in_Fp2_is_right_at_the_extremes(string name)
    {
        (Fp A, Fp B)[] pairs = FieldSamples.Pairs<Fp>();
        Check<Fp2, KernelFp2>(name, [.. pairs.Zip(pairs.Reverse(), (one, other) => (new Fp2(one.A, other.B), new Fp2(other.A, one.B)))]);
    }

    private static void Check<THost, TKernel>(string name, (THost A, THost B)[] pairs)
        where THost : unmanaged, IField<THost>
        where TKernel : unmanaged, IKernelField<TKernel>
    {
        Accelerator accelerator = TestDevices.Get(name).Accelerator;
        THost[] a = [.. pairs.Select(pair => pair.A)], b = [.. pairs.Select(pair => pair.B)];
        Run(FieldKernels<TKernel>.Add).Should().Equal(pairs.Select(pair => pair.A + pair.B));
        Run(FieldKernels<TKernel>.Subtract).Should().Equal(pairs.Select(pair => pair.A - pair.B));
        Run(FieldKernels<TKernel>.Multiply).Should().Equal(pairs.Select(pair => pair.A * pair.B));
        Run(FieldKernels<TKernel>.Square).Should().Equal(pairs.Select(pair => pair.A.Square()));

        THost[] Run(Action<Index1D, ArrayView<TKernel>, ArrayView<TKernel>, ArrayView<TKernel>> kernel)
        {
            using MemoryBuffer1D<TKernel, Stride1D.Dense> left = accelerator.Allocate1D(MemoryMarshal.Cast<THost, TKernel>(a.AsSpan()).ToArray());
            using MemoryBuffer1D<TKernel, Stride1D.Dense> right = accelerator.Allocate1D(MemoryMarshal.Cast<THost, TKernel>(b.AsSpan()).ToArray());
            using MemoryBuffer1D<TKernel, Stride1D.Dense> result = accelerator.Allocate1D<TKernel>(a.Length);
            accelerator.LoadImplicitlyGroupedStreamKernel(kernel, Math.Min(64, accelerator.MaxNumThreadsPerGroup))(a.Length, left.View, right.View, result.View);
            return MemoryMarshal.Cast<TKernel, THost>(result.GetAsArray1D().AsSpan()).ToArray();
        }
    }
}
