using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChainProv.Cryptography.Fields;

/// <summary>Eight elements C0 + C1·u of Fp2, u² = −1, side by side.</summary>
/// <remarks>
/// Multiplication wants for C0 + C1, and for either of the two, what <see cref="FpLanes"/> wants. Of its result C0 is between −2p − p/32 and 2p + p/32 with limbs of a
/// magnitude below 2^50, but for the top one; C1 is contracted. A square's coordinates are products.
/// </remarks>
internal unsafe struct Fp2Lanes : ICoordinateLanes<Fp2Lanes, Fp2>
{
    private const int RowBytes = 64;

    private static readonly Fp2Lanes* Constants = CreateConstants();

    private FpLanes _0, _1;

    public static ref readonly Fp2Lanes One => ref *Constants;

    public static int RowCount => 2;

    public static void Load(ReadOnlySpan<Fp2> elements, out Fp2Lanes result)
    {
        Span<Fp> coordinates = stackalloc Fp[2 * Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++) (coordinates[i], coordinates[Lanes.Count + i]) = (elements[i].C0, elements[i].C1);
        FpLanes.Load(coordinates[..Lanes.Count], out result._0);
        FpLanes.Load(coordinates[Lanes.Count..], out result._1);
    }

    public static void Store(in Fp2Lanes a, Span<Fp2> elements)
    {
        Span<Fp> coordinates = stackalloc Fp[2 * Lanes.Count];
        FpLanes.Store(a._0, coordinates[..Lanes.Count]);
        FpLanes.Store(a._1, coordinates[Lanes.Count..]);
        for (int i = 0; i < Lanes.Count; i++) elements[i] = new(coordinates[i], coordinates[Lanes.Count + i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        FpLanes.Add(a._0, b._0, out result._0);
        FpLanes.Add(a._1, b._1, out result._1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        FpLanes.Subtract(a._0, b._0, out result._0);
        FpLanes.Subtract(a._1, b._1, out result._1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Negate(a._0, out result._0);
        FpLanes.Negate(a._1, out result._1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Double(a._0, out result._0);
        FpLanes.Double(a._1, out result._1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NegateWhere(Vector512<long> mask, in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.NegateWhere(mask, a._0, out result._0);
        FpLanes.NegateWhere(mask, a._1, out result._1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Vector512<long> mask, in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        FpLanes.Select(mask, a._0, b._0, out result._0);
        FpLanes.Select(mask, a._1, b._1, out result._1);
    }

    /// <summary>a₀b₀ − a₁b₁ + ((a₀ + a₁)(b₀ + b₁) − a₀b₀ − a₁b₁)·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Multiply(in Fp2Lanes a, in Fp2Lanes b, out Fp2Lanes result)
    {
        Unsafe.SkipInit(out Workspace memory);
        FpLanes* w = memory.Aligned;
        FpLanes.Add(a._0, a._1, out w[0]);
        FpLanes.Add(b._0, b._1, out w[1]);
        FpLanes.Multiply(a._0, b._0, out w[2]);
        FpLanes.Multiply(a._1, b._1, out w[3]);
        FpLanes.Multiply(w[0], w[1], out w[0]);
        FpLanes.Subtract(w[2], w[3], out result._0);
        FpLanes.Subtract(w[0], w[2], out w[0]);
        FpLanes.Subtract(w[0], w[3], out result._1);
        FpLanes.Contract(result._1, out result._1);
    }

    /// <summary>(a₀ + a₁)(a₀ − a₁) + 2a₀a₁·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Square(in Fp2Lanes a, out Fp2Lanes result)
    {
        Unsafe.SkipInit(out Workspace memory);
        FpLanes* w = memory.Aligned;
        FpLanes.Add(a._0, a._1, out w[0]);
        FpLanes.Subtract(a._0, a._1, out w[1]);
        FpLanes.Double(a._0, out w[2]);
        FpLanes.Multiply(w[2], a._1, out result._1);
        FpLanes.Multiply(w[0], w[1], out result._0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Contract(in Fp2Lanes a, out Fp2Lanes result)
    {
        FpLanes.Contract(a._0, out result._0);
        FpLanes.Contract(a._1, out result._1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ZeroLanes(in Fp2Lanes a)
    {
        uint zero = FpLanes.ZeroLanes(a._0);
        return zero == 0 ? 0 : zero & FpLanes.ZeroLanes(a._1);
    }

    public static void Gather(nuint* addresses, out Fp2Lanes result)
    {
        FpLanes.Gather(addresses, out result._0);
        Vector512<ulong> second = Second(addresses);
        FpLanes.Gather((nuint*)&second, out result._1);
    }

    public static void Scatter(in Fp2Lanes a, nuint* addresses)
    {
        FpLanes.Scatter(a._0, addresses);
        Vector512<ulong> second = Second(addresses);
        FpLanes.Scatter(a._1, (nuint*)&second);
    }

    private static Vector512<ulong> Second(nuint* addresses) => *(Vector512<ulong>*)addresses + Vector512.Create((ulong)RowBytes);

    private static Fp2Lanes* CreateConstants()
    {
        Fp2Lanes* one = Lanes.Allocate<Fp2Lanes>(1);
        *one = default;
        one->_0 = FpLanes.One;
        return one;
    }

    /// <summary>Room for four vectors of elements on the stack, at a multiple of 64.</summary>
    [StructLayout(LayoutKind.Sequential, Size = (4 * 8 + 1) * RowBytes)]
    private struct Workspace
    {
        private byte _first;

        public FpLanes* Aligned => (FpLanes*)(((nuint)Unsafe.AsPointer(ref _first) + RowBytes - 1) & ~(nuint)(RowBytes - 1));
    }
}
