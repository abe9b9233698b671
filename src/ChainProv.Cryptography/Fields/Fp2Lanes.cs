using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChainProv.Cryptography.Fields;

/// <summary>Eight elements C0 + C1·u of Fp2, u² = −1, side by side.</summary>
/// <remarks>
/// Multiplication wants for C0·C0 and C1·C1, and for C0·C1 and C1·C0, what <see cref="FpLanes.SumOfProducts"/> wants, and squaring for C0 + C1 what a multiplication
/// in <see cref="FpLanes"/> wants. Coordinates of the result are products.
/// </remarks>
internal unsafe struct Fp2Lanes : ICoordinateLanes<Fp2Lanes, Fp2>
{
    private const int RowBytes = 64;

    private static readonly Fp2Lanes* Constants = CreateConstants();

    public FpLanes C0, C1;

    public static ref readonly Fp2Lanes One => ref *Constants;

    public static int RowCount => 2;

    public static void Load(ReadOnlySpan<Fp2> elements, out Fp2Lanes result)
    {
        Span<Fp> coordinates = stackalloc Fp[2 * Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++) (coordinates[i], coordinates[Lanes.Count + i]) = (elements[i].C0, elements[i].C1);
        FpLanes.Load(coordinates[..Lanes.Count], out result.C0);
        FpLanes.Load(coordinates[Lanes.Count..], out result.C1);
    }

    public static void Store(in Fp2Lanes a, Span<Fp2> elements)
    {
        Span<Fp> coordinates = stackalloc Fp[2 * Lanes.Count];
        FpLanes.Store(a.C0, coordinates[..Lanes.Count]);
        FpLanes.Store(a.C1, coordinates[Lanes.Count..]);
        for (int i = 0; i < Lanes.Count; i++) elements[i] = new(coordinates[i], coordinates[Lanes.Count + i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Copy(a.C0, out result.C0);
        FpLanes.Copy(a.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        FpLanes.Add(a.C0, b.C0, out result.C0);
        FpLanes.Add(a.C1, b.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        FpLanes.Subtract(a.C0, b.C0, out result.C0);
        FpLanes.Subtract(a.C1, b.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Negate(a.C0, out result.C0);
        FpLanes.Negate(a.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Double(a.C0, out result.C0);
        FpLanes.Double(a.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NegateWhere(Vector512<long> mask, in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.NegateWhere(mask, a.C0, out result.C0);
        FpLanes.NegateWhere(mask, a.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rotate(in Fp2Lanes a, [ConstantExpected] byte lanes, out Fp2Lanes result)
    {
        FpLanes.Rotate(a.C0, lanes, out result.C0);
        FpLanes.Rotate(a.C1, lanes, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Vector512<long> mask, in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        FpLanes.Select(mask, a.C0, b.C0, out result.C0);
        FpLanes.Select(mask, a.C1, b.C1, out result.C1);
    }

    /// <summary>a₀b₀ − a₁b₁ + (a₀b₁ + a₁b₀)·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Multiply(in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        Unsafe.SkipInit(out Workspace memory);
        FpLanes* right = memory.Aligned;
        FpLanes.Copy(b.C1, out right[0]);
        FpLanes.Copy(b.C0, out right[1]);
        FpLanes.Negate(b.C1, out right[2]);
        fixed (Fp2Lanes* left = &a)
        {
            FpLanes.SumOfProducts((FpLanes*)left, right + 1, 2, out right[3]);
            FpLanes.SumOfProducts((FpLanes*)left, right, 2, out result.C1);
        }

        FpLanes.Copy(right[3], out result.C0);
    }

    /// <summary>(a₀ + a₁)(a₀ − a₁) + 2a₀a₁·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Square(in Fp2Lanes a, out Fp2Lanes result)
    {
        Unsafe.SkipInit(out Workspace memory);
        FpLanes* w = memory.Aligned;
        FpLanes.Add(a.C0, a.C1, out w[0]);
        FpLanes.Subtract(a.C0, a.C1, out w[1]);
        FpLanes.Double(a.C0, out w[2]);
        FpLanes.Multiply(w[2], a.C1, out result.C1);
        FpLanes.Multiply(w[0], w[1], out result.C0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Contract(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Contract(a.C0, out result.C0);
        FpLanes.Contract(a.C1, out result.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ZeroLanes(in Fp2Lanes a)
    {
        uint zero = FpLanes.ZeroLanes(a.C0);
        return zero == 0 ? 0 : zero & FpLanes.ZeroLanes(a.C1);
    }

    public static void Gather(nuint* addresses, out Fp2Lanes result)
    {
        FpLanes.Gather(addresses, out result.C0);
        Vector512<ulong> second = Second(addresses);
        FpLanes.Gather((nuint*)&second, out result.C1);
    }

    public static void Scatter(in Fp2Lanes a, byte* first, nint stride)
    {
        FpLanes.Scatter(a.C0, first, stride);
        FpLanes.Scatter(a.C1, first + RowBytes, stride);
    }

    private static Vector512<ulong> Second(nuint* addresses) => *(Vector512<ulong>*)addresses + Vector512.Create((ulong)RowBytes);

    private static Fp2Lanes* CreateConstants()
    {
        Fp2Lanes* one = Lanes.Allocate<Fp2Lanes>(1);
        *one = default;
        one->C0 = FpLanes.One;
        return one;
    }

    /// <summary>Room for five vectors of elements on the stack, at a multiple of 64.</summary>
    [StructLayout(LayoutKind.Sequential, Size = (5 * 8 + 1) * RowBytes)]
    private struct Workspace
    {
        private byte _first;

        public FpLanes* Aligned => (FpLanes*)(((nuint)Unsafe.AsPointer(ref _first) + RowBytes - 1) & ~(nuint)(RowBytes - 1));
    }
}
