using System.Runtime.CompilerServices;
using ILGPU;

namespace ChainProv.Gpu.Devices;

/// <summary>Memory that a procedure works in. It is kept for the next time, wiped, unless something else needs the room.</summary>
internal sealed class DeviceScratch(DeviceMemory memory)
{
    private readonly Dictionary<string, DeviceBuffer> _buffers = [];

    /// <summary>Memory with anything in it; whoever names the purpose again in the same operation gets the same.</summary>
    /// <exception cref="OutOfDeviceMemoryException">There is no room.</exception>
    public ArrayView<T> View<T>(string purpose, long count) where T : unmanaged
    {
        long bytes = count * Unsafe.SizeOf<T>();
        if (_buffers.TryGetValue(purpose, out DeviceBuffer? buffer) && (buffer.IsReleased || buffer.Bytes < bytes))
        {
            memory.Release(buffer);
            _buffers.Remove(purpose);
            buffer = null;
        }

        buffer ??= _buffers[purpose] = memory.Allocate(bytes, isScratch: true);
        memory.Touch(buffer);
        return buffer.View<T>(count);
    }

    public void Release()
    {
        foreach (DeviceBuffer buffer in _buffers.Values) memory.Release(buffer);
        _buffers.Clear();
    }
}
