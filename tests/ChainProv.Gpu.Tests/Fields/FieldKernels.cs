using ChainProv.Gpu.Fields;
using ILGPU;

namespace ChainProv.Gpu.Tests.Fields;

/// <summary>One field operation a thread.</summary>
internal static class FieldKernels<TField> where TField : unmanaged, IKernelField<TField>
{
    public static void Add(Index1D i, ArrayView<TField> a, ArrayView<TField> b, ArrayView<TField> result) => result[i] = a[i] + b[i];

    public static void Subtract(Index1D i, ArrayView<TField> a, ArrayView<TField> b, ArrayView<TField> result) => result[i] = a[i] - b[i];

    public static void Multiply(Index1D i, ArrayView<TField> a, ArrayView<TField> b, ArrayView<TField> result) => result[i] = a[i] * b[i];

    public static void Square(Index1D i, ArrayView<TField> a, ArrayView<TField> b, ArrayView<TField> result) => result[i] = TField.Square(a[i]);
}
