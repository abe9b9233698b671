using ChainProv.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace ChainProv.Gpu.Devices;

/// <summary>Sorts rows of entries by bucket.</summary>
internal sealed class DeviceSort(KernelLauncher launcher, DeviceScratch scratch)
{
    /// <summary>Sorts each row by its entries' lowest key bits.</summary>
    /// <param name="entries">Rows of equal length. Overwritten.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="keyBits">How many bits of the key count.</param>
    /// <returns>The sorted rows: the given memory, or other.</returns>
    public ArrayView<ulong> Sort(ArrayView<ulong> entries, int rows, int keyBits)
    {
        int rowLength = (int)(entries.Length / rows), tiles = (rowLength + SortKernels.TileLength - 1) / SortKernels.TileLength;
        ArrayView<ulong> sorted = scratch.View<ulong>("sorted entries", entries.Length);
        ArrayView<int> counts = scratch.View<int>("counts", (long)rows * tiles * SortKernels.Digits);
        for (int bit = 0; bit < keyBits; bit += SortKernels.DigitBits)
        {
            int shift = 32 + bit;
            launcher.Launch(SortKernels.Count, (long)rows * tiles, entries, rowLength, tiles, shift, counts);
            SumBefore(counts, level: 1);
            launcher.Launch(SortKernels.Scatter, (long)rows * tiles, entries, rowLength, tiles, shift, counts, sorted);
            (entries, sorted) = (sorted, entries);
        }

        return entries;
    }

    /// <summary>Each value becomes the sum of all before it.</summary>
    private void SumBefore(ArrayView<int> values, int level)
    {
        long count = (values.Length + SortKernels.ScanLength - 1) / SortKernels.ScanLength;
        ArrayView<int> totals = scratch.View<int>($"totals {level}", count);
        launcher.Launch(SortKernels.SumUp, count, values, totals);
        if (count > 1) SumBefore(totals, level + 1);
        else totals.MemSetToZero();
        launcher.Launch(SortKernels.SumDown, count, values, totals);
    }
}
