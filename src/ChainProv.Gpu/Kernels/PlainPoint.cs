using ChainProv.Gpu.Fields;

namespace ChainProv.Gpu.Kernels;

/// <summary>A point as the processor holds it: two coordinates, infinity as (0, 0).</summary>
internal struct PlainPoint<TField> where TField : unmanaged, IKernelField<TField>
{
    public TField X, Y;

    public readonly bool IsInfinity => X.IsZero && Y.IsZero;
}
