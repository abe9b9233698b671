using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace ChainProv.Gpu.Tests.Ptx;

/// <summary>Compiles kernels to PTX for a Hopper, on a machine without one.</summary>
internal static class PtxCompiler
{
    private static readonly Lock Gate = new();
    private static readonly Context Context = GpuDevice.CreateContext(_ => { });

    public static string Compile(MethodInfo kernel)
    {
        lock (Gate)
        {
            using PTXBackend backend = new(Context, CudaArchitecture.SM_90, CudaInstructionSet.ISA_80, null!);
            return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromImplicitlyGroupedKernel(kernel), default)).PTXAssembly;
        }
    }
}
