namespace ChainProv.Gpu.Fields;

/// <summary>A field as kernels see it: a flat structure of 64-bit words, in memory the same as the processor's element, always fully reduced.</summary>
/// <remarks>Kernels are generic over this, so that one source serves G1 and G2. ILGPU resolves the static members when it compiles.</remarks>
internal interface IKernelField<TField> where TField : unmanaged, IKernelField<TField>
{
    static abstract TField One { get; }

    bool IsZero { get; }

    static abstract TField operator +(TField a, TField b);

    static abstract TField operator -(TField a, TField b);

    static abstract TField operator *(TField a, TField b);

    static abstract TField Square(TField a);
}
