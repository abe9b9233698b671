using System.Runtime.InteropServices;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Gpu.Fields;
using ChainProv.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>Σ scalarᵢ·pointᵢ on the device, by Pippenger's buckets with signed digits. What does not fit at once is done in pieces.</summary>
internal sealed class DeviceMultiplication<TCurve, TField, TKernel>(KernelLauncher launcher, DeviceMemory memory, int parallelism)
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TKernel : unmanaged, IKernelField<TKernel>
{
    /// <summary>Pieces are not made smaller than this.</summary>
    private const int FewestPoints = 256;

    private readonly RetainedPoints<AffinePoint<TCurve, TField, Fr>, PlainPoint<TKernel>> _retained = new(memory);
    private readonly DeviceScratch _scratch = new(memory);

    public void Retain(ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points) => _retained.Add(points);

    /// <summary>The sum, for scalars in the processor's memory.</summary>
    /// <exception cref="OutOfDeviceMemoryException">Even a small piece does not fit.</exception>
    public JacobianPoint<TCurve, TField, Fr> Compute(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken) =>
        InPieces(points, (start, count) =>
        {
            ArrayView<KernelFr> view = _scratch.View<KernelFr>("scalars", count);
            view.CopyFromCPU(MemoryMarshal.Cast<Fr, KernelFr>(scalars.Span.Slice(start, count)));
            return view;
        }, cancellationToken);

    /// <summary>The sum, for scalars on the device.</summary>
    /// <exception cref="OutOfDeviceMemoryException">Even a small piece does not fit.</exception>
    public JacobianPoint<TCurve, TField, Fr> Compute(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, ArrayView<KernelFr> scalars, CancellationToken cancellationToken) =>
        InPieces(points, (start, count) => scalars.SubView(start, count), cancellationToken);

    private JacobianPoint<TCurve, TField, Fr> InPieces(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, Func<int, int, ArrayView<KernelFr>> scalars, CancellationToken cancellationToken)
    {
        ArrayView<PlainPoint<TKernel>>? retained = _retained.View(points);
        JacobianPoint<TCurve, TField, Fr> total = default;
        int length = Math.Min(points.Length, MultiplicationPlan.MostPoints);
        for (int start = 0; start < points.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(length, points.Length - start);
            try
            {
                total += Piece(retained?.SubView(start, count) ?? Upload(points.Span.Slice(start, count)), scalars(start, count), cancellationToken);
                start += count;
            }
            catch (OutOfDeviceMemoryException) when (count > FewestPoints)
            {
                _scratch.Release();
                length = (count + 1) / 2;
            }
        }

        return total;
    }

    private ArrayView<PlainPoint<TKernel>> Upload(ReadOnlySpan<AffinePoint<TCurve, TField, Fr>> points)
    {
        ArrayView<PlainPoint<TKernel>> view = _scratch.View<PlainPoint<TKernel>>("points", points.Length);
        view.CopyFromCPU(MemoryMarshal.Cast<AffinePoint<TCurve, TField, Fr>, PlainPoint<TKernel>>(points));
        return view;
    }

    private JacobianPoint<TCurve, TField, Fr> Piece(ArrayView<PlainPoint<TKernel>> points, ArrayView<KernelFr> scalars, CancellationToken cancellationToken)
    {
        MultiplicationPlan plan = MultiplicationPlan.For((int)points.Length, parallelism);
        ArrayView<ulong> entries = _scratch.View<ulong>("entries", scalars.Length * plan.WindowCount);
        launcher.Launch(DigitKernels.Recode, scalars.Length, scalars, entries, plan.WindowBits, plan.WindowCount);
        entries = new DeviceSort(launcher, _scratch).Sort(entries, plan.WindowCount, plan.WindowBits);

        ArrayView<XyzzPoint<TKernel>> buckets = _scratch.View<XyzzPoint<TKernel>>("buckets", (long)plan.WindowCount * plan.BucketsPerWindow);
        buckets.MemSetToZero();
        FillBuckets(points, entries, plan, buckets);
        cancellationToken.ThrowIfCancellationRequested();
        return Combine(SumBuckets(buckets, plan), plan.WindowBits);
    }

    private void FillBuckets(ArrayView<PlainPoint<TKernel>> points, ArrayView<ulong> entries, MultiplicationPlan plan, ArrayView<XyzzPoint<TKernel>> buckets)
    {
        long threads = (entries.Length + plan.RunLength - 1) / plan.RunLength;
        (ArrayView<XyzzPoint<TKernel>> partials, ArrayView<uint> keys) = Partials(0, threads);
        launcher.Launch(BucketKernels<TKernel>.AddPoints, threads, entries, plan.RunLength, plan.WindowBits, points, buckets, partials, keys);
        for (int level = 1; threads > 1; level++)
        {
            threads = ((2 * threads) + BucketKernels<TKernel>.PartialsLength - 1) / BucketKernels<TKernel>.PartialsLength;
            (ArrayView<XyzzPoint<TKernel>> next, ArrayView<uint> nextKeys) = Partials(level, threads);
            launcher.Launch(BucketKernels<TKernel>.AddPartials, threads, partials, keys, plan.WindowBits, buckets, next, nextKeys);
            (partials, keys) = (next, nextKeys);
        }

        launcher.Launch(BucketKernels<TKernel>.KeepPartials, partials.Length, partials, keys, plan.WindowBits, buckets);
    }

    private (ArrayView<XyzzPoint<TKernel>> Sums, ArrayView<uint> Keys) Partials(int level, long threads) =>
        (_scratch.View<XyzzPoint<TKernel>>($"partials {level}", 2 * threads), _scratch.View<uint>($"keys {level}", 2 * threads));

    /// <summary>Σ k·bucketₖ of every window.</summary>
    private XyzzPoint<TKernel>[] SumBuckets(ArrayView<XyzzPoint<TKernel>> buckets, MultiplicationPlan plan)
    {
        int segment = Math.Min(BucketKernels<TKernel>.SegmentLength, plan.BucketsPerWindow), row = plan.BucketsPerWindow / segment;
        ArrayView<XyzzPoint<TKernel>> sums = _scratch.View<XyzzPoint<TKernel>>("sums 0", (long)plan.WindowCount * row);
        launcher.Launch(BucketKernels<TKernel>.WeighSegment, sums.Length, buckets, plan.WindowBits, segment, sums);
        for (int level = 1; row > 1; level++)
        {
            int outputs = (row + BucketKernels<TKernel>.SumLength - 1) / BucketKernels<TKernel>.SumLength;
            ArrayView<XyzzPoint<TKernel>> next = _scratch.View<XyzzPoint<TKernel>>($"sums {level}", (long)plan.WindowCount * outputs);
            launcher.Launch(BucketKernels<TKernel>.SumNeighbours, next.Length, sums, row, outputs, next);
            (sums, row) = (next, outputs);
        }

        XyzzPoint<TKernel>[] result = new XyzzPoint<TKernel>[sums.Length];
        sums.CopyToCPU(result.AsSpan());
        return result;
    }

    /// <summary>Horner's scheme over the windows, on the processor.</summary>
    private static JacobianPoint<TCurve, TField, Fr> Combine(ReadOnlySpan<XyzzPoint<TKernel>> windows, int windowBits)
    {
        JacobianPoint<TCurve, TField, Fr> total = default;
        ReadOnlySpan<TField> coordinates = MemoryMarshal.Cast<XyzzPoint<TKernel>, TField>(windows);
        for (int window = windows.Length - 1; window >= 0; window--)
        {
            for (int i = 0; i < windowBits; i++) total = total.Double();
            total += ToJacobian(coordinates.Slice(4 * window, 4));
        }

        return total;
    }

    /// <summary>(X/ZZ, Y/ZZZ) with ZZ³ = ZZZ² is (X·ZZ, Y·ZZZ) with Z = ZZ.</summary>
    private static JacobianPoint<TCurve, TField, Fr> ToJacobian(ReadOnlySpan<TField> point) => new(point[0] * point[2], point[1] * point[3], point[2]);
}
