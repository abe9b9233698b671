using System.Runtime.InteropServices;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Gpu.Devices;
using ChainProv.Gpu.Fields;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace ChainProv.Gpu;

/// <summary>A graphics processor. One operation runs at a time; other callers wait.</summary>
/// <remarks>
/// Sums of more points than the device's memory holds are done in pieces. What cannot be cut, a transform or a layer that does not fit, the processor does.
/// Kernels are compiled by the driver when they are first needed, which takes seconds, and NVIDIA's driver keeps them.
/// </remarks>
public sealed class GpuDevice : IComputeDevice, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly DeviceMemory _memory;
    private readonly DeviceScratch _vectors;
    private readonly DeviceMultiplication<G1, Fp, KernelFp> _g1;
    private readonly DeviceMultiplication<G2, Fp2, KernelFp2> _g2;
    private readonly DeviceTransform _transform;
    private readonly DeviceHash _hash;

    /// <param name="context">With the fields' intrinsics. Owned from now on.</param>
    /// <param name="device">One of the context's.</param>
    /// <param name="memoryLimit">Bytes of device memory to use at most.</param>
    internal GpuDevice(Context context, Device device, long? memoryLimit)
    {
        _context = context;
        _accelerator = device.CreateAccelerator(context);
        Name = $"{(device is CudaDevice ? "cuda" : device is CLDevice ? "opencl" : "emulated")}, {device.Name}";
        // The rest is for the driver, for kernels, and for whoever draws on the screen.
        _memory = new(_accelerator, memoryLimit ?? _accelerator.MemorySize / 10 * 9);
        KernelLauncher launcher = new(_accelerator);
        _vectors = new(_memory);
        _g1 = new(launcher, _memory, _accelerator.MaxNumThreads);
        _g2 = new(launcher, _memory, _accelerator.MaxNumThreads);
        _transform = new(launcher, _memory);
        _hash = new(launcher, _memory);
    }

    public string Name { get; }

    internal Accelerator Accelerator => _accelerator;

    /// <summary>The first device of the kind.</summary>
    /// <param name="kind">How it is spoken to.</param>
    /// <param name="memoryLimit">Bytes of device memory to use at most; nine tenths of it if not given.</param>
    /// <exception cref="GpuUnavailableException">There is none, or it does not start.</exception>
    public static GpuDevice Open(GpuKind kind = GpuKind.Any, long? memoryLimit = null)
    {
        Context context = CreateContext(builder =>
        {
            if (kind != GpuKind.OpenCl) builder.Cuda();
            if (kind != GpuKind.Cuda) builder.OpenCL(device => device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_GPU));
        });
        // A context has ILGPU's emulation too.
        Device? device = context.Devices.FirstOrDefault(device => device is CudaDevice) ?? context.Devices.FirstOrDefault(device => device is CLDevice);
        if (device is null)
        {
            context.Dispose();
            throw new GpuUnavailableException(kind switch
            {
                GpuKind.Cuda => "There is no CUDA device, or NVIDIA's driver is missing.",
                GpuKind.OpenCl => "There is no graphics processor with OpenCL 2 or later, or its driver is missing.",
                _ => "There is no graphics processor: neither a CUDA device nor one with OpenCL 2 or later, or the driver is missing.",
            });
        }

        try
        {
            return new(context, device, memoryLimit);
        }
        catch (AcceleratorException problem)
        {
            context.Dispose();
            throw new GpuUnavailableException($"{device.Name} does not start: {problem.Message}", problem);
        }
    }

    /// <summary>A context in which the fields' operations are what they should be.</summary>
    internal static Context CreateContext(Action<Context.Builder> devices)
    {
        NativeLibraries.Resolve();
        Context context = Context.Create(builder =>
        {
            devices(builder);
            // At O2, ILGPU 1.5.3 moves a load behind a store to the same place.
            builder.Optimize(OptimizationLevel.O1);
        });
        FieldIntrinsics.Register(context);
        return context;
    }

    public void Retain(ReadOnlyMemory<G1Affine> points)
    {
        lock (_gate) _g1.Retain(points);
    }

    public void Retain(ReadOnlyMemory<G2Affine> points)
    {
        lock (_gate) _g2.Retain(points);
    }

    public G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default)
    {
        RequireEqual(points.Length, scalars.Length, nameof(scalars));
        return Run(() => _g1.Compute(points, scalars, cancellationToken), () => CpuDevice.Default.MultiScalarMultiply(points, scalars, cancellationToken));
    }

    public G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default)
    {
        RequireEqual(points.Length, scalars.Length, nameof(scalars));
        return Run(() => _g2.Compute(points, scalars, cancellationToken), () => CpuDevice.Default.MultiScalarMultiply(points, scalars, cancellationToken));
    }

    public void Transform(EvaluationDomain<Fr> domain, Memory<Fr> values) => CosetTransform(domain, values, Fr.One);

    public void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift) =>
        Transform(domain, values, view => _transform.Forward(domain, view, shift), () => CpuDevice.Default.CosetTransform(domain, values, shift));

    public void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values) =>
        Transform(domain, values, view => _transform.Inverse(domain, view), () => CpuDevice.Default.InverseTransform(domain, values));

    public G1Jacobian MultiplyQuotient(ReadOnlyMemory<G1Affine> points, Memory<Fr> a, Memory<Fr> b, CancellationToken cancellationToken = default)
    {
        RequireEqual(points.Length, a.Length, nameof(a));
        (EvaluationDomain<Fr> domain, Fr shift) = Quotient.Domains(a.Length, b.Length);
        return Run(
            () =>
            {
                ArrayView<KernelFr> c = _vectors.View<KernelFr>("c", a.Length);
                _transform.OddEvaluations(domain, shift, Upload("a", a.Span), Upload("b", b.Span), c);
                return _g1.Compute(points, c, cancellationToken);
            },
            () => CpuDevice.Default.MultiplyQuotient(points, a, b, cancellationToken));
    }

    public void CompressLayer(ReadOnlyMemory<Fr> children, Memory<Fr> parents)
    {
        RequireEqual(2L * parents.Length, children.Length, nameof(children));
        if (parents.IsEmpty) return;
        Run(() => Completed(() => _hash.CompressLayer(children.Span, parents.Span)), () => Completed(() => CpuDevice.Default.CompressLayer(children, parents)));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _memory.Dispose();
            _accelerator.Dispose();
            _context.Dispose();
        }
    }

    private void Transform(EvaluationDomain<Fr> domain, Memory<Fr> values, Action<ArrayView<KernelFr>> onDevice, Action onProcessor)
    {
        RequireEqual(domain.Size, values.Length, nameof(values));
        Run(
            () => Completed(() =>
            {
                ArrayView<KernelFr> view = Upload("a", values.Span);
                onDevice(view);
                view.CopyToCPU(MemoryMarshal.Cast<Fr, KernelFr>(values.Span));
            }),
            () => Completed(onProcessor));
    }

    private ArrayView<KernelFr> Upload(string purpose, ReadOnlySpan<Fr> values)
    {
        ArrayView<KernelFr> view = _vectors.View<KernelFr>(purpose, values.Length);
        view.CopyFromCPU(MemoryMarshal.Cast<Fr, KernelFr>(values));
        return view;
    }

    private TResult Run<TResult>(Func<TResult> onDevice, Func<TResult> onProcessor)
    {
        lock (_gate)
        {
            _accelerator.Bind();
            _memory.BeginOperation();
            try
            {
                return onDevice();
            }
            catch (OutOfDeviceMemoryException)
            {
                return onProcessor();
            }
            finally
            {
                _memory.EndOperation();
            }
        }
    }

    private static bool Completed(Action action)
    {
        action();
        return true;
    }

    private static void RequireEqual(long expected, long actual, string name)
    {
        if (expected != actual) throw new ArgumentException($"{actual} elements, not {expected}.", name);
    }
}
