using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ChainProv.Cryptography.Fields;

/// <remarks>A coordinate's row is its eight limbs.</remarks>
internal unsafe partial struct FpLanes : ICoordinateLanes<FpLanes, Fp>
{
    public static int RowCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(nuint* addresses, out FpLanes result) => Lanes.Transpose(
        Row(addresses[0]), Row(addresses[1]), Row(addresses[2]), Row(addresses[3]), Row(addresses[4]), Row(addresses[5]), Row(addresses[6]), Row(addresses[7]),
        out result._0, out result._1, out result._2, out result._3, out result._4, out result._5, out result._6, out result._7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(in FpLanes a, byte* first, nint stride) => Lanes.Transpose(
        a._0, a._1, a._2, a._3, a._4, a._5, a._6, a._7,
        out Row((nuint)first), out Row((nuint)(first + stride)), out Row((nuint)(first + (2 * stride))), out Row((nuint)(first + (3 * stride))),
        out Row((nuint)(first + (4 * stride))), out Row((nuint)(first + (5 * stride))), out Row((nuint)(first + (6 * stride))), out Row((nuint)(first + (7 * stride))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector512<long> Row(nuint address) => ref *(Vector512<long>*)address;
}
