using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;

namespace ChainProv.Cryptography.Fields;

/// <summary>
/// Eight elements of a field side by side, lazily reduced. To be used only where <see cref="Lanes.IsSupported"/>. What is built of them takes a time that
/// depends on values: a witness may go through it, as through all of proving, but no signing key.
/// </summary>
/// <remarks>
/// Sums are those of the limbs: bounds add up, and are the caller's to keep; they are those of the coordinates over the prime field. A result may be
/// an operand. Best kept at addresses that are multiples of 64 (<see cref="Lanes.Allocate"/>).
/// </remarks>
internal interface ILanes<TSelf, TField>
    where TSelf : unmanaged, ILanes<TSelf, TField>
    where TField : unmanaged, IField<TField>
{
    /// <summary>1 in every lane.</summary>
    static abstract ref readonly TSelf One { get; }

    /// <summary>Eight elements, one per lane; the value is a product's.</summary>
    static abstract void Load(ReadOnlySpan<TField> elements, out TSelf result);

    /// <summary>The eight elements, reduced, of any operand that may be multiplied by 1.</summary>
    static abstract void Store(in TSelf a, Span<TField> elements);

    /// <summary>a, vector by vector: a plain assignment would call the library for so many bytes.</summary>
    static abstract void Copy(in TSelf a, out TSelf result);

    static abstract void Add(in TSelf a, in TSelf b, out TSelf result);

    static abstract void Subtract(in TSelf a, in TSelf b, out TSelf result);

    static abstract void Negate(in TSelf a, out TSelf result);

    static abstract void Double(in TSelf a, out TSelf result);

    /// <summary>−a in the lanes whose mask is −1, a where it is 0.</summary>
    static abstract void NegateWhere(Vector512<long> mask, in TSelf a, out TSelf result);

    /// <summary>a in the lanes whose mask is −1, b where it is 0.</summary>
    static abstract void Select(Vector512<long> mask, in TSelf a, in TSelf b, out TSelf result);

    /// <summary>In lane i what was in lane i + <paramref name="lanes"/>, modulo 8.</summary>
    static abstract void Rotate(in TSelf a, [ConstantExpected] byte lanes, out TSelf result);

    /// <summary>a·b; what the operands may be, and the result is, the type says.</summary>
    static abstract void Multiply(in TSelf a, in TSelf b, out TSelf result);

    /// <summary>a·a, as <see cref="Multiply"/> would.</summary>
    static abstract void Square(in TSelf a, out TSelf result);

    /// <summary>
    /// Brings a value of magnitude at most 9p/2 back between −p and 2p, with full limbs in [−2^8, 2^w + 2^8]. Its limbs, at most 2^(w+6), need not
    /// be carried. A value of magnitude v, at most 48p, ends between −(v/5 + p/4) and v/5 + 5p/4.
    /// </summary>
    static abstract void Contract(in TSelf a, out TSelf result);

    /// <summary>The lanes that are 0 modulo p, one bit each. For values of magnitude below 16p; its limbs, at most 2^(w+6), need not be carried.</summary>
    static abstract uint ZeroLanes(in TSelf a);
}
