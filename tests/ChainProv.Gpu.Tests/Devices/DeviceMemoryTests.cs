using System.Buffers;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Gpu.Devices;
using ChainProv.Gpu.Fields;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Tests.Devices;

/// <summary>What lies on the device, what happens when it is full, and that neither shows.</summary>
public sealed class DeviceMemoryTests
{
    private static Accelerator Accelerator => TestDevices.Get("emulated").Accelerator;

    [Theory, InlineData(560_000), InlineData(1_000_000)]
    public void A_sum_that_does_not_fit_is_done_in_pieces(long limit)
    {
        using DeviceMemory memory = new(Accelerator, limit);
        DeviceMultiplication<G1, Fp, KernelFp> multiplication = new(new KernelLauncher(Accelerator), memory, parallelism: 64);
        G1Affine[] points = Samples.G1(3000);
        Fr[] scalars = Samples.Scalars(points.Length);
        MultiplicationPlan plan = MultiplicationPlan.For(points.Length, 64);
        (2L * sizeof(ulong) * plan.WindowCount * points.Length).Should().BeGreaterThan(limit, "the entries alone must not fit");

        foreach (bool isRetained in (ReadOnlySpan<bool>)[false, true])
        {
            if (isRetained) multiplication.Retain(points);
            memory.BeginOperation();
            multiplication.Compute(points, scalars, CancellationToken.None).Should().Be(CpuDevice.Default.MultiScalarMultiply(points, scalars));
        }
    }

    [Fact]
    public void What_cannot_be_cut_goes_to_the_processor()
    {
        using GpuDevice device = TestDevices.Emulate(memoryLimit: 5_000);
        EvaluationDomain<Fr> domain = new(9);
        Fr[] values = Samples.Scalars(domain.Size), expected = [.. values], parents = new Fr[256], expectedParents = new Fr[256];
        device.Transform(domain, values);
        domain.Forward(expected);
        values.Should().Equal(expected);

        device.CompressLayer(values, parents);
        CpuDevice.Default.CompressLayer(values, expectedParents);
        parents.Should().Equal(expectedParents);

        G2Affine[] points = Samples.G2(100);
        Fr[] scalars = Samples.Scalars(100);
        device.MultiScalarMultiply(points, scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(points, scalars));

        G1Affine[] bases = Samples.G1(64);
        Fr[] a = Samples.Scalars(64), b = Samples.Scalars(64);
        device.MultiplyQuotient(bases, a.ToArray(), b.ToArray()).Should().Be(CpuDevice.Default.MultiplyQuotient(bases, a, b));
    }

    [Fact]
    public void Retained_points_are_read_once()
    {
        using GpuDevice device = TestDevices.Emulate();
        G1Affine[] points = Samples.G1(40), original = [.. points];
        Fr[] scalars = Samples.Scalars(40);
        device.Retain(points);
        device.MultiScalarMultiply(points, scalars);

        // The promise is broken, so that it shows which ones are used.
        points.AsSpan().Reverse();
        device.MultiScalarMultiply(points, scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(original, scalars));
        device.MultiScalarMultiply(points.AsMemory(5, 20), scalars.AsMemory(..20)).Should().Be(CpuDevice.Default.MultiScalarMultiply(original.AsMemory(5, 20), scalars.AsMemory(..20)));
        device.MultiScalarMultiply(points.ToArray(), scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(points, scalars));
    }

    [Fact]
    public void Points_in_memory_that_is_no_array_are_retained_too()
    {
        using GpuDevice device = TestDevices.Emulate();
        G1Affine[] points = Samples.G1(40), original = [.. points];
        Fr[] scalars = Samples.Scalars(30);
        using MappedMemory mapped = new(points);
        ReadOnlyMemory<G1Affine> part = mapped.Memory[5..];
        device.Retain(part);
        device.MultiScalarMultiply(part[..30], scalars);
        points.AsSpan().Reverse();
        device.MultiScalarMultiply(part[3..33], scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(original.AsMemory(8, 30), scalars));
    }

    [Fact]
    public void Points_that_were_not_retained_are_read_each_time()
    {
        using GpuDevice device = TestDevices.Emulate();
        G1Affine[] points = Samples.G1(40);
        Fr[] scalars = Samples.Scalars(40);
        device.Retain(points.AsMemory(..39));
        device.MultiScalarMultiply(points, scalars);
        points.AsSpan().Reverse();
        device.MultiScalarMultiply(points, scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(points, scalars));
    }

    [Fact]
    public void Retained_points_make_room_and_come_back()
    {
        using GpuDevice device = TestDevices.Emulate(memoryLimit: 700_000);
        G1Affine[][] keys = [Samples.G1(2000), Samples.G1(2000), Samples.G1(2000), Samples.G1(2000)];
        Fr[] scalars = Samples.Scalars(2000);
        (keys.Length * 2000L * 96).Should().BeGreaterThan(700_000, "they must not all fit");
        foreach (G1Affine[] key in keys) device.Retain(key);
        foreach (G1Affine[] key in (G1Affine[][])[.. keys, .. keys]) device.MultiScalarMultiply(key, scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(key, scalars));
    }

    [Fact]
    public void An_operation_takes_room_only_from_earlier_ones()
    {
        using DeviceMemory memory = new(Accelerator, 1000);
        memory.BeginOperation();
        DeviceBuffer old = memory.Allocate(600);
        FluentActions.Invoking(() => memory.Allocate(600)).Should().Throw<OutOfDeviceMemoryException>();
        old.IsReleased.Should().BeFalse();
        memory.BeginOperation();
        memory.Allocate(600);
        old.IsReleased.Should().BeTrue();
        memory.BeginOperation();
        FluentActions.Invoking(() => memory.Allocate(1001)).Should().Throw<OutOfDeviceMemoryException>();
    }

    [Fact]
    public void What_was_worked_with_is_wiped()
    {
        using DeviceMemory memory = new(Accelerator, 1 << 20);
        DeviceScratch scratch = new(memory);
        DeviceBuffer kept = memory.Allocate(80);
        memory.BeginOperation();
        kept.View<ulong>(10).CopyFromCPU([.. Enumerable.Repeat(7UL, 10)]);
        scratch.View<ulong>("secret", 10).CopyFromCPU([.. Enumerable.Repeat(9UL, 10)]);
        memory.EndOperation();

        ulong[] left = new ulong[10], right = new ulong[10];
        scratch.View<ulong>("secret", 10).CopyToCPU(left);
        kept.View<ulong>(10).CopyToCPU(right);
        left.Should().OnlyContain(word => word == 0);
        right.Should().OnlyContain(word => word == 7);
    }

    [Fact]
    public void Callers_at_once_do_not_disturb_each_other()
    {
        GpuDevice device = TestDevices.Get("emulated");
        Parallel.For(0, 4, _ =>
        {
            G1Affine[] points = Samples.G1(50);
            Fr[] scalars = Samples.Scalars(50);
            device.MultiScalarMultiply(points, scalars).Should().Be(CpuDevice.Default.MultiScalarMultiply(points, scalars));
        });
    }

    [Fact]
    public void Lengths_that_do_not_match_are_refused()
    {
        GpuDevice device = TestDevices.Get("emulated");
        FluentActions.Invoking(() => device.MultiScalarMultiply(new G1Affine[4], new Fr[5])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => device.MultiScalarMultiply(new G2Affine[4], new Fr[5])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => device.Transform(new(3), new Fr[9])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => device.CompressLayer(new Fr[3], new Fr[1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => device.MultiplyQuotient(new G1Affine[4], new Fr[4], new Fr[8])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => device.MultiplyQuotient(new G1Affine[8], new Fr[4], new Fr[4])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_cancelled_sum_ends()
    {
        GpuDevice device = TestDevices.Get("emulated");
        FluentActions.Invoking(() => device.MultiScalarMultiply(new G1Affine[4], new Fr[4], new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
    }

    /// <summary>What a mapped key file's points lie in, as far as a device can tell.</summary>
    private sealed class MappedMemory(G1Affine[] points) : MemoryManager<G1Affine>
    {
        public override Span<G1Affine> GetSpan() => points;

        public override MemoryHandle Pin(int elementIndex = 0) => points.AsMemory(elementIndex).Pin();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
