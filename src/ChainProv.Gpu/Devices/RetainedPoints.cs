using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>Points that were promised not to change, and those of them that lie on the device. They are known by the memory they lie in, which is held weakly.</summary>
/// <typeparam name="THost">The processor's type.</typeparam>
/// <typeparam name="TKernel">The kernels' type: the same bytes.</typeparam>
internal sealed class RetainedPoints<THost, TKernel>(DeviceMemory memory)
    where THost : unmanaged
    where TKernel : unmanaged
{
    private readonly List<Entry> _entries = [];

    public void Add(ReadOnlyMemory<THost> points)
    {
        Prune();
        if (TryLocate(points, out object? owner, out int start) && Find(owner, start, points.Length) is null) _entries.Add(new(new(owner), start, points.Length));
    }

    /// <summary>The points on the device, where they are brought if they were promised; null where they were not, or there is no room.</summary>
    public ArrayView<TKernel>? View(ReadOnlyMemory<THost> points)
    {
        Prune();
        if (!TryLocate(points, out object? owner, out int start) || Find(owner, start, points.Length) is not { } entry) return null;
        if (entry.Buffer is null or { IsReleased: true } && !TryUpload(entry, owner)) return null;
        memory.Touch(entry.Buffer!);
        return entry.Buffer!.View<TKernel>(entry.Length).SubView(start - entry.Start, points.Length);
    }

    private bool TryUpload(Entry entry, object owner)
    {
        long bytes = (long)entry.Length * Unsafe.SizeOf<TKernel>();
        if (bytes > memory.LargestKept) return false;
        try
        {
            entry.Buffer = memory.Allocate(bytes);
        }
        catch (OutOfDeviceMemoryException)
        {
            return false;
        }

        ReadOnlySpan<THost> points = owner is THost[] array ? array : ((MemoryManager<THost>)owner).Memory.Span;
        ReadOnlySpan<TKernel> source = MemoryMarshal.Cast<THost, TKernel>(points.Slice(entry.Start, entry.Length));
        entry.Buffer.View<TKernel>(entry.Length).CopyFromCPU(source);
        return true;
    }

    private Entry? Find(object owner, int start, int length) =>
        _entries.Find(entry => entry.Owner.TryGetTarget(out object? known) && ReferenceEquals(known, owner) && entry.Start <= start && start + length <= entry.Start + entry.Length);

    /// <summary>Forgets points whose memory is gone.</summary>
    private void Prune() => _entries.RemoveAll(entry =>
    {
        bool isGone = !entry.Owner.TryGetTarget(out _);
        if (isGone && entry.Buffer is not null) memory.Release(entry.Buffer);
        return isGone;
    });

    private static bool TryLocate(ReadOnlyMemory<THost> points, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? owner, out int start)
    {
        (owner, start) = (null, 0);
        if (points.IsEmpty) return false;
        if (MemoryMarshal.TryGetArray(points, out ArraySegment<THost> segment)) (owner, start) = (segment.Array, segment.Offset);
        else if (MemoryMarshal.TryGetMemoryManager(points, out MemoryManager<THost>? manager, out start, out _)) owner = manager;
        return owner is not null;
    }

    private sealed class Entry(WeakReference<object> owner, int start, int length)
    {
        public WeakReference<object> Owner { get; } = owner;

        public int Start { get; } = start;

        public int Length { get; } = length;

        public DeviceBuffer? Buffer { get; set; }
    }
}
