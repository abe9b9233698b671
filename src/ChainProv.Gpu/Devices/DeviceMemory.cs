using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>The device's memory, up to a limit: what an operation needs takes the place of what was used longest ago. Not safe for concurrent callers.</summary>
internal sealed class DeviceMemory(Accelerator accelerator, long limit) : IDisposable
{
    private readonly List<DeviceBuffer> _buffers = [];
    private long _operation, _used;

    /// <summary>The most that may be kept of one thing: the other half is for working.</summary>
    public long LargestKept => limit / 2;

    /// <summary>Begins an operation: what it uses from now on stays until the next one.</summary>
    public void BeginOperation() => _operation++;

    /// <summary>Ends an operation: nothing of what it worked with stays, for that may be a witness.</summary>
    public void EndOperation()
    {
        foreach (DeviceBuffer buffer in _buffers.Where(buffer => buffer.IsScratch && buffer.LastOperation == _operation)) buffer.Wipe();
    }

    /// <summary>Memory that stays until it is released, or a later operation needs the room.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="isScratch">Whether it is wiped when the operation ends.</param>
    /// <exception cref="OutOfDeviceMemoryException">There is no room, even without what this operation does not use.</exception>
    public DeviceBuffer Allocate(long bytes, bool isScratch = false)
    {
        long words = Math.Max(1, (bytes + sizeof(ulong) - 1) / sizeof(ulong));
        while (_used + (words * sizeof(ulong)) > limit)
        {
            if (!ReleaseOldest()) throw new OutOfDeviceMemoryException($"{bytes} bytes do not fit into the {limit} that may be used.");
        }

        while (true)
        {
            try
            {
                DeviceBuffer buffer = new(accelerator.Allocate1D<ulong>(words)) { LastOperation = _operation, IsScratch = isScratch };
                _buffers.Add(buffer);
                _used += buffer.Bytes;
                return buffer;
            }
            catch (AcceleratorException exception)
            {
                if (!ReleaseOldest()) throw new OutOfDeviceMemoryException($"The device gives no {bytes} bytes.", exception);
            }
        }
    }

    public void Touch(DeviceBuffer buffer) => buffer.LastOperation = _operation;

    public void Release(DeviceBuffer buffer)
    {
        if (!_buffers.Remove(buffer)) return;
        if (buffer.IsScratch && buffer.LastOperation == _operation) buffer.Wipe();
        _used -= buffer.Bytes;
        buffer.Dispose();
    }

    public void Dispose()
    {
        foreach (DeviceBuffer buffer in _buffers) buffer.Dispose();
        _buffers.Clear();
    }

    private bool ReleaseOldest()
    {
        DeviceBuffer? oldest = _buffers.MinBy(buffer => buffer.LastOperation);
        if (oldest is null || oldest.LastOperation >= _operation) return false;
        Release(oldest);
        return true;
    }
}
