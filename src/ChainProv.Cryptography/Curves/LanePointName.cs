using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>How a point that lanes add is named: by its address, with a few bits that say which of six relatives is meant. 0 is infinity.</summary>
/// <remarks>
/// <para>
/// In memory a point is its coordinates y and x, and where it is rotated also ωx and ω²x, each as rows of eight limbs; infinity is all zeros. Bit 0 of a name
/// means −y for y, bits 1 and 2 are the power of ω in x: the name's low bits k and s stand for (−1)ˢφᵏ(P).
/// </para>
/// <para>Everywhere x lies between −p and 17p/8, |y| is below 17p/8, and limbs are at most 2^50 + 2^8 in magnitude.</para>
/// </remarks>
internal static unsafe class LanePointName
{
    public const int RowBytes = 64;

    /// <summary>How many low bits do not belong to the address.</summary>
    public const int RelativeBits = 3;

    private const ulong AddressMask = ~(ulong)(RowBytes - 1);

    /// <summary>Of a point with y and x.</summary>
    public static int PlainBytes(int rowCount) => 2 * rowCount * RowBytes;

    /// <summary>Of a point with y, x, ωx and ω²x.</summary>
    public static int RotatedBytes(int rowCount) => 4 * rowCount * RowBytes;

    public static byte* Address(nuint name) => (byte*)(name & unchecked((nuint)AddressMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* XRow(nuint name, int rowCount) => Address(name) + ((nint)(1 + ((name >> 1) & 3)) * rowCount * RowBytes);

    /// <summary>Whether all rows of y and of the first x are zero.</summary>
    public static bool IsInfinity(nuint name, int rowCount) => !new ReadOnlySpan<byte>(Address(name), PlainBytes(rowCount)).ContainsAnyExcept((byte)0);

    /// <summary>The addresses of eight points' y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> YRows(nuint* names) => *(Vector512<ulong>*)names & Vector512.Create(AddressMask);

    /// <summary>The addresses of eight points' x, ωx or ω²x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> XRows(nuint* names, int rowCount)
    {
        Vector512<ulong> all = *(Vector512<ulong>*)names, rotations = (all >>> 1) & Vector512.Create(3UL), row = Vector512.Create((ulong)(rowCount * RowBytes));
        // The coordinate's length is a power of two.
        return (all & Vector512.Create(AddressMask)) + row + (rotations << (rowCount == 1 ? 6 : 7));
    }

    /// <summary>−1 for the points that are meant negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Signs(nuint* names) => -(*(Vector512<long>*)names & Vector512<long>.One);
}
