using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>A piece of device memory, and when it was last used.</summary>
internal sealed class DeviceBuffer(MemoryBuffer1D<ulong, Stride1D.Dense> memory) : IDisposable
{
    public long Bytes => memory.LengthInBytes;

    /// <summary>The number of the operation that used it last; only later ones may take it away.</summary>
    public long LastOperation { get; set; }

    /// <summary>Whether operations work in it, so that it may hold a witness.</summary>
    public bool IsScratch { get; init; }

    public bool IsReleased { get; private set; }

    /// <summary>Its first elements. The count must fit.</summary>
    public ArrayView<T> View<T>(long count) where T : unmanaged => memory.View.BaseView.Cast<T>().SubView(0, count);

    public void Wipe() => memory.MemSetToZero();

    public void Dispose()
    {
        if (IsReleased) return;
        IsReleased = true;
        memory.Dispose();
    }
}
