using System.Reflection;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>Starts kernels, one thread for each index below a count; each is compiled when it is first needed. Kernels run in the order in which they are started.</summary>
internal sealed class KernelLauncher(Accelerator accelerator)
{
    /// <summary>Threads a group: few, because kernels fill the registers, and no two threads of a group have to do with each other.</summary>
    private const int LargestGroup = 128;

    private readonly Dictionary<MethodInfo, Delegate> _loaded = [];

    private int GroupSize => Math.Min(LargestGroup, accelerator.MaxNumThreadsPerGroup);

    public void Launch<T1, T2>(Action<Index1D, T1, T2> kernel, long threads, T1 a, T2 b)
        where T1 : struct where T2 : struct =>
        Loaded(kernel, static (on, k, group) => on.LoadImplicitlyGroupedStreamKernel(k, group))(checked((int)threads), a, b);

    public void Launch<T1, T2, T3>(Action<Index1D, T1, T2, T3> kernel, long threads, T1 a, T2 b, T3 c)
        where T1 : struct where T2 : struct where T3 : struct =>
        Loaded(kernel, static (on, k, group) => on.LoadImplicitlyGroupedStreamKernel(k, group))(checked((int)threads), a, b, c);

    public void Launch<T1, T2, T3, T4>(Action<Index1D, T1, T2, T3, T4> kernel, long threads, T1 a, T2 b, T3 c, T4 d)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct =>
        Loaded(kernel, static (on, k, group) => on.LoadImplicitlyGroupedStreamKernel(k, group))(checked((int)threads), a, b, c, d);

    public void Launch<T1, T2, T3, T4, T5>(Action<Index1D, T1, T2, T3, T4, T5> kernel, long threads, T1 a, T2 b, T3 c, T4 d, T5 e)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct =>
        Loaded(kernel, static (on, k, group) => on.LoadImplicitlyGroupedStreamKernel(k, group))(checked((int)threads), a, b, c, d, e);

    public void Launch<T1, T2, T3, T4, T5, T6>(Action<Index1D, T1, T2, T3, T4, T5, T6> kernel, long threads, T1 a, T2 b, T3 c, T4 d, T5 e, T6 f)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct =>
        Loaded(kernel, static (on, k, group) => on.LoadImplicitlyGroupedStreamKernel(k, group))(checked((int)threads), a, b, c, d, e, f);

    public void Launch<T1, T2, T3, T4, T5, T6, T7>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7> kernel, long threads, T1 a, T2 b, T3 c, T4 d, T5 e, T6 f, T7 g)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct =>
        Loaded(kernel, static (on, k, group) => on.LoadImplicitlyGroupedStreamKernel(k, group))(checked((int)threads), a, b, c, d, e, f, g);

    private TKernel Loaded<TKernel>(TKernel kernel, Func<Accelerator, TKernel, int, TKernel> load) where TKernel : Delegate
    {
        if (!_loaded.TryGetValue(kernel.Method, out Delegate? loaded)) _loaded.Add(kernel.Method, loaded = load(accelerator, kernel, GroupSize));
        return (TKernel)loaded;
    }
}
