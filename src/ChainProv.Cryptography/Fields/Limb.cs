using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ChainProv.Cryptography.Fields;

/// <summary>Arithmetic on 64-bit limbs with explicit carries, without branches.</summary>
internal static class Limb
{
    /// <summary>a + b + carry modulo 2⁶⁴; carry (0 or 1) becomes the carry out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = a + b;
        ulong overflow = sum < a ? 1UL : 0;
        ulong result = sum + carry;
        carry = overflow + (result < sum ? 1UL : 0);
        return result;
    }

    /// <summary>a − b − borrow modulo 2⁶⁴; borrow (0 or 1) becomes the borrow out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong difference = a - b;
        ulong underflow = a < b ? 1UL : 0;
        ulong result = difference - borrow;
        borrow = underflow + (difference < borrow ? 1UL : 0);
        return result;
    }

    /// <summary>a·b + c + carry: the low limb is returned, the high limb becomes the carry. It cannot overflow 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong a, ulong b, ulong c, ref ulong carry)
    {
        // Math.BigMul passes its low half through memory, which costs more than a second multiplication.
        ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);
        ulong low = a * b;
        low += c;
        high += low < c ? 1UL : 0;
        low += carry;
        carry = high + (low < carry ? 1UL : 0);
        return low;
    }

    public static void ReadBigEndian(ReadOnlySpan<byte> source, Span<ulong> limbs)
    {
        for (int i = 0; i < limbs.Length; i++)
            limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(source[^(8 * (i + 1))..]);
    }

    public static void WriteBigEndian(ReadOnlySpan<ulong> limbs, Span<byte> target)
    {
        for (int i = 0; i < limbs.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(target[^(8 * (i + 1))..], limbs[i]);
    }
}
