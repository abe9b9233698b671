using System.Runtime.InteropServices;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Gpu.Fields;
using ChainProv.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>Transforms of vectors that lie on the device, and Groth16's quotient.</summary>
internal sealed class DeviceTransform(KernelLauncher launcher, DeviceMemory memory)
{
    private readonly DeviceScratch _scratch = new(memory);
    private readonly Dictionary<(int Logarithm, Fr Root), DeviceBuffer> _tables = [];

    /// <summary>Coefficients to values on the coset shift·⟨ω⟩.</summary>
    public void Forward(EvaluationDomain<Fr> domain, ArrayView<KernelFr> values, Fr shift)
    {
        (ArrayView<KernelFr> low, ArrayView<KernelFr> high) = PowerTables(Fr.One, shift, domain.Size);
        launcher.Launch(TransformKernels.ReverseAndScale, domain.Size, values, low, high, domain.Logarithm, 1);
        FromReversed(values, domain.Logarithm, RootPowers(domain.Logarithm, domain.Root));
    }

    /// <summary>Values on ⟨ω⟩ to coefficients.</summary>
    public void Inverse(EvaluationDomain<Fr> domain, ArrayView<KernelFr> values)
    {
        ToReversed(values, domain.Logarithm, RootPowers(domain.Logarithm, domain.Root.Inverse()));
        (ArrayView<KernelFr> low, ArrayView<KernelFr> high) = PowerTables(Fr.From((ulong)domain.Size).Inverse(), Fr.One, domain.Size);
        launcher.Launch(TransformKernels.ReverseAndScale, domain.Size, values, low, high, domain.Logarithm, 0);
    }

    /// <summary><see cref="Quotient.OddEvaluations"/>, in <paramref name="c"/>. Between the two transforms nothing needs its natural order.</summary>
    public void OddEvaluations(EvaluationDomain<Fr> domain, Fr shift, ArrayView<KernelFr> a, ArrayView<KernelFr> b, ArrayView<KernelFr> c)
    {
        ArrayView<KernelFr> powers = RootPowers(domain.Logarithm, domain.Root), inversePowers = RootPowers(domain.Logarithm, domain.Root.Inverse());
        (ArrayView<KernelFr> low, ArrayView<KernelFr> high) = PowerTables(Fr.From((ulong)domain.Size).Inverse(), shift, domain.Size);
        launcher.Launch(TransformKernels.Multiply, domain.Size, a, b, c);
        foreach (ArrayView<KernelFr> values in (ReadOnlySpan<ArrayView<KernelFr>>)[a, b, c])
        {
            ToReversed(values, domain.Logarithm, inversePowers);
            launcher.Launch(TransformKernels.ScaleReversed, domain.Size, values, low, high, domain.Logarithm);
            FromReversed(values, domain.Logarithm, powers);
        }

        launcher.Launch(TransformKernels.MultiplyLess, domain.Size, a, b, c);
    }

    /// <summary>From natural to bit-reversed order; three layers at a time, from the widest.</summary>
    private void ToReversed(ArrayView<KernelFr> values, int logarithm, ArrayView<KernelFr> powers)
    {
        int span = logarithm;
        for (; span % 3 != 0; span--) launcher.Launch(TransformKernels.FrequencyTwo, values.Length / 2, values, powers, span - 1);
        for (; span > 0; span -= 3) launcher.Launch(TransformKernels.FrequencyEight, values.Length / 8, values, powers, span - 3);
    }

    /// <summary>From bit-reversed to natural order; three layers at a time, from the narrowest.</summary>
    private void FromReversed(ArrayView<KernelFr> values, int logarithm, ArrayView<KernelFr> powers)
    {
        int span = 0;
        for (; span + 3 <= logarithm; span += 3) launcher.Launch(TransformKernels.TimeEight, values.Length / 8, values, powers, span);
        for (; span < logarithm; span++) launcher.Launch(TransformKernels.TimeTwo, values.Length / 2, values, powers, span);
    }

    /// <summary>ω⁰ … ω^(n/2−1), kept on the device.</summary>
    private ArrayView<KernelFr> RootPowers(int logarithm, Fr root)
    {
        int count = Math.Max(1, 1 << logarithm >> 1);
        if (_tables.TryGetValue((logarithm, root), out DeviceBuffer? table) && !table.IsReleased)
        {
            memory.Touch(table);
            return table.View<KernelFr>(count);
        }

        _tables[(logarithm, root)] = table = memory.Allocate((long)count * KernelFr.Limbs * sizeof(ulong));
        ArrayView<KernelFr> powers = table.View<KernelFr>(count);
        (ArrayView<KernelFr> low, ArrayView<KernelFr> high) = PowerTables(Fr.One, root, count);
        launcher.Launch(TransformKernels.FillPowers, count, powers, low, high);
        return powers;
    }

    /// <summary>Two tables whose products are first·ratioⁱ for i below the count, until they are asked for again.</summary>
    private (ArrayView<KernelFr> Low, ArrayView<KernelFr> High) PowerTables(Fr first, Fr ratio, int count)
    {
        Fr[] low = Polynomial.Powers(ratio, TransformKernels.LowPowers);
        Fr[] high = Polynomial.Powers(low[^1] * ratio, (count + TransformKernels.LowPowers - 1) / TransformKernels.LowPowers);
        for (int i = 0; i < high.Length; i++) high[i] *= first;
        return (Upload("low powers", low), Upload("high powers", high));
    }

    private ArrayView<KernelFr> Upload(string purpose, Fr[] values)
    {
        ArrayView<KernelFr> view = _scratch.View<KernelFr>(purpose, values.Length);
        view.CopyFromCPU(MemoryMarshal.Cast<Fr, KernelFr>(values.AsSpan()));
        return view;
    }
}
