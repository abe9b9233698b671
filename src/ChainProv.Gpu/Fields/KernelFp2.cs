using System.Runtime.CompilerServices;

namespace ChainProv.Gpu.Fields;

/// <summary>Fp[u]/(u² + 1) in kernels.</summary>
internal struct KernelFp2 : IKernelField<KernelFp2>
{
    public KernelFp C0, C1;

    public static KernelFp2 One => new() { C0 = KernelFp.One };

    public readonly bool IsZero => C0.IsZero && C1.IsZero;

    public static KernelFp2 operator +(KernelFp2 a, KernelFp2 b) => new() { C0 = a.C0 + b.C0, C1 = a.C1 + b.C1 };

    public static KernelFp2 operator -(KernelFp2 a, KernelFp2 b) => new() { C0 = a.C0 - b.C0, C1 = a.C1 - b.C1 };

    /// <summary>Karatsuba: three multiplications in Fp.</summary>
    /// <remarks>A function of its own: written out, a point addition in G2 would be twenty thousand instructions long, and long to compile.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static KernelFp2 operator *(KernelFp2 a, KernelFp2 b)
    {
        KernelFp low = a.C0 * b.C0, high = a.C1 * b.C1;
        return new() { C0 = low - high, C1 = ((a.C0 + a.C1) * (b.C0 + b.C1)) - low - high };
    }

    /// <summary>(a₀ + a₁)(a₀ − a₁) + 2a₀a₁·u.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static KernelFp2 Square(KernelFp2 a)
    {
        KernelFp product = a.C0 * a.C1;
        return new() { C0 = (a.C0 + a.C1) * (a.C0 - a.C1), C1 = product + product };
    }
}
