using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ChainProv.Cryptography.Fields;

/// <summary>What the eight-lane fields share.</summary>
internal static unsafe partial class Lanes
{
    public const int Count = 8;

    /// <summary>Whether this processor has 512-bit vectors and multiplies 64-bit integers in them. The compiler takes it for a constant.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported;

    /// <summary>Eight vectors: a matrix of eight by eight words.</summary>
    public struct Block
    {
        public Vector512<long> _0, _1, _2, _3, _4, _5, _6, _7;
    }

    /// <summary>
    /// Memory at an address that is a multiple of 64, where no vector straddles two cache lines; to be given to <see cref="Free"/>, or kept for ever. Much of it
    /// comes in large pages, where the system has them: it is read in no order, and one entry of the address cache then serves for 512.
    /// </summary>
    public static T* Allocate<T>(nuint count) where T : unmanaged
    {
        const int largePage = 1 << 21, adviseHugePages = 14;
        nuint bytes = checked(count * (nuint)sizeof(T));
        if (bytes < 2 * largePage || !OperatingSystem.IsLinux()) return (T*)NativeMemory.AlignedAlloc(bytes, 64);
        void* memory = NativeMemory.AlignedAlloc(bytes, largePage);
        // Where this is refused, pages are small.
        _ = MemoryAdvise(memory, bytes, adviseHugePages);
        return (T*)memory;
    }

    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    /// <summary>Word i of element j to lane j of vector i.</summary>
    public static void LoadWords<TField>(ReadOnlySpan<TField> elements, out Block words) where TField : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(elements.Length, Count);
        ref readonly long first = ref MemoryMarshal.AsRef<long>(MemoryMarshal.AsBytes(elements));
        int length = sizeof(TField) / sizeof(long);
        words._0 = Row(in first, 0, length);
        words._1 = Row(in first, 1, length);
        words._2 = Row(in first, 2, length);
        words._3 = Row(in first, 3, length);
        words._4 = Row(in first, 4, length);
        words._5 = Row(in first, 5, length);
        words._6 = Row(in first, 6, length);
        words._7 = Row(in first, 7, length);
        Transpose(words, out words);
    }

    /// <summary>Lane j of vector i to word i of element j.</summary>
    public static void StoreWords<TField>(in Block words, Span<TField> elements) where TField : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(elements.Length, Count);
        Transpose(words, out Block rows);
        Span<byte> bytes = MemoryMarshal.AsBytes(elements);
        ReadOnlySpan<byte> source = MemoryMarshal.AsBytes(new ReadOnlySpan<Block>(in rows));
        for (int i = 0; i < Count; i++) source.Slice(64 * i, sizeof(TField)).CopyTo(bytes[(sizeof(TField) * i)..]);
    }

    /// <summary>Exchanges vectors and lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(in Block rows, out Block columns) => Transpose(
        rows._0, rows._1, rows._2, rows._3, rows._4, rows._5, rows._6, rows._7, out columns._0, out columns._1, out columns._2, out columns._3,
        out columns._4, out columns._5, out columns._6, out columns._7);

    /// <summary>Exchanges vectors and lanes, 24 shuffles: each vector by itself, so that all can stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        Vector512<long> row0, Vector512<long> row1, Vector512<long> row2, Vector512<long> row3,
        Vector512<long> row4, Vector512<long> row5, Vector512<long> row6, Vector512<long> row7,
        out Vector512<long> column0, out Vector512<long> column1, out Vector512<long> column2, out Vector512<long> column3,
        out Vector512<long> column4, out Vector512<long> column5, out Vector512<long> column6, out Vector512<long> column7)
    {
        Vector512<long>
            even01 = Avx512F.UnpackLow(row0, row1), odd01 = Avx512F.UnpackHigh(row0, row1),
            even23 = Avx512F.UnpackLow(row2, row3), odd23 = Avx512F.UnpackHigh(row2, row3),
            even45 = Avx512F.UnpackLow(row4, row5), odd45 = Avx512F.UnpackHigh(row4, row5),
            even67 = Avx512F.UnpackLow(row6, row7), odd67 = Avx512F.UnpackHigh(row6, row7);
        Quarters(even01, even23, even45, even67, out column0, out column2, out column4, out column6);
        Quarters(odd01, odd23, odd45, odd67, out column1, out column3, out column5, out column7);
    }

    /// <summary>madvise(2).</summary>
    [LibraryImport("libc", EntryPoint = "madvise"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryAdvise(void* address, nuint length, int advice);

    /// <summary>Exchanges vectors and their quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        Vector512<long> a, Vector512<long> b, Vector512<long> c, Vector512<long> d,
        out Vector512<long> first, out Vector512<long> second, out Vector512<long> third, out Vector512<long> fourth)
    {
        Vector512<long> abEven = Avx512F.Shuffle4x128(a, b, 0x88), abOdd = Avx512F.Shuffle4x128(a, b, 0xdd);
        Vector512<long> cdEven = Avx512F.Shuffle4x128(c, d, 0x88), cdOdd = Avx512F.Shuffle4x128(c, d, 0xdd);
        first = Avx512F.Shuffle4x128(abEven, cdEven, 0x88);
        second = Avx512F.Shuffle4x128(abOdd, cdOdd, 0x88);
        third = Avx512F.Shuffle4x128(abEven, cdEven, 0xdd);
        fourth = Avx512F.Shuffle4x128(abOdd, cdOdd, 0xdd);
    }

    /// <summary>The four or six words of one element, nothing behind them, and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Row(ref readonly long first, int element, int length)
    {
        ref long row = ref Unsafe.Add(ref Unsafe.AsRef(in first), element * length);
        Vector256<long> low = Vector256.LoadUnsafe(ref row);
        return Vector512.Create(low, length == 4 ? Vector256<long>.Zero : Vector128.LoadUnsafe(ref row, 4).ToVector256());
    }
}
