using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Gpu.Tests;

public sealed class AutoDeviceTests
{
    private readonly StepClock _time = new();

    /// <summary>A device that takes so many ticks to begin, and so many an element.</summary>
    private FakeDevice Fake(string name, long toBegin, long each) => new(name, size => _time.Advance(toBegin + (each * size)));

    [Fact]
    public void Large_operations_go_to_the_device_that_is_faster_for_them()
    {
        // They are even at 2,500: of the sizes that are tried, 4,096 is the first that the second one wins.
        FakeDevice processor = Fake("slow", toBegin: 0, each: 3), graphics = Fake("fast", toBegin: 5_000, each: 1);
        using AutoDevice device = new(processor, graphics, _time);
        foreach ((int size, FakeDevice expected) in (ReadOnlySpan<(int, FakeDevice)>)[(4_095, processor), (4_096, graphics), (100_000, graphics), (8, processor)])
        {
            // The first one measures.
            device.CompressLayer(new Fr[2 * size], new Fr[size]);
            (processor.Last, graphics.Last) = (0, 0);
            device.CompressLayer(new Fr[2 * size], new Fr[size]);
            (processor.Last, graphics.Last).Should().Be(expected == processor ? (size, 0) : (0, size));
        }
    }

    [Fact]
    public void It_is_measured_once_for_each_operation_and_not_for_small_ones()
    {
        FakeDevice processor = Fake("slow", 0, 3), graphics = Fake("fast", 5_000, 1);
        using AutoDevice device = new(processor, graphics, _time);
        device.CompressLayer(new Fr[1_000], new Fr[500]);
        graphics.Calls.Should().Be(0);
        device.CompressLayer(new Fr[200_000], new Fr[100_000]);
        int measured = graphics.Calls;
        measured.Should().BeGreaterThan(1);
        device.CompressLayer(new Fr[200_000], new Fr[100_000]);
        graphics.Calls.Should().Be(measured + 1);
    }

    [Fact]
    public void A_device_that_is_never_faster_is_never_used()
    {
        FakeDevice processor = Fake("fast", 0, 1), graphics = Fake("weak", 0, 2);
        using AutoDevice device = new(processor, graphics, _time);
        EvaluationDomain<Fr> domain = new(20);
        device.Transform(domain, new Fr[domain.Size]);
        int measured = graphics.Calls;
        device.Transform(domain, new Fr[domain.Size]);
        (graphics.Calls, processor.Last).Should().Be((measured, domain.Size));
    }

    [Fact]
    public void Every_operation_is_measured_with_real_inputs()
    {
        using AutoDevice device = new(new CpuDevice(2), TestDevices.Emulate(), new SlowingClock());
        const int size = Crossover.Smallest;
        G1Affine[] g1 = Samples.G1(size);
        G2Affine[] g2 = Samples.G2(size);
        Fr[] a = Samples.Scalars(size), b = Samples.Scalars(size), parents = new Fr[size / 2], expected = new Fr[size / 2];
        device.Retain(g1);
        device.Retain(g2);
        device.MultiScalarMultiply(g1, a).Should().Be(CpuDevice.Default.MultiScalarMultiply(g1, a));
        device.MultiScalarMultiply(g2, a).Should().Be(CpuDevice.Default.MultiScalarMultiply(g2, a));
        device.CompressLayer(a, parents);
        CpuDevice.Default.CompressLayer(a, expected);
        parents.Should().Equal(expected);
        device.MultiplyQuotient(g1, a.ToArray(), b.ToArray()).Should().Be(CpuDevice.Default.MultiplyQuotient(g1, a, b));
    }

    [Fact]
    public void Devices_have_names()
    {
        ComputeDevices.Open("cpu").Should().BeSameAs(CpuDevice.Default);
        FluentActions.Invoking(() => ComputeDevices.Open("abacus")).Should().Throw<ArgumentException>().WithMessage("*abacus*cpu, gpu, cuda, opencl, auto*");
    }

    [Theory, InlineData("gpu"), InlineData("cuda"), InlineData("opencl"), InlineData("auto")]
    public void A_processor_does_not_pass_for_a_graphics_processor(string name)
    {
        try
        {
            IComputeDevice device = ComputeDevices.Open(name);
            device.Name.Should().MatchRegex(name == "auto" ? "^(cpu|auto: cpu.*; (cuda|opencl)), " : "^(cuda|opencl), ");
            (device as IDisposable)?.Dispose();
        }
        catch (GpuUnavailableException problem) when (name != "auto")
        {
            problem.Message.Should().Contain("There is no");
        }
    }

    /// <summary>Whatever is measured first is the fastest.</summary>
    private sealed class SlowingClock : TimeProvider
    {
        private long _ticks, _step;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += ++_step;
    }

    private sealed class StepClock : TimeProvider
    {
        private long _ticks;

        public void Advance(long ticks) => _ticks += ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;
    }

    private sealed class FakeDevice(string name, Action<int> run) : IComputeDevice
    {
        public int Last { get; set; }

        public int Calls { get; private set; }

        public string Name => name;

        public void Retain(ReadOnlyMemory<G1Affine> points)
        {
        }

        public void Retain(ReadOnlyMemory<G2Affine> points)
        {
        }

        public G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void Transform(EvaluationDomain<Fr> domain, Memory<Fr> values) => Take(values.Length);

        public void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift) => Take(values.Length);

        public void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values) => Take(values.Length);

        public G1Jacobian MultiplyQuotient(ReadOnlyMemory<G1Affine> points, Memory<Fr> a, Memory<Fr> b, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void CompressLayer(ReadOnlyMemory<Fr> children, Memory<Fr> parents) => Take(parents.Length);

        private void Take(int size)
        {
            (Last, Calls) = (size, Calls + 1);
            run(size);
        }
    }
}
