using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>A point of G1 as two rows, the limbs of x and of y as <see cref="FpLanes"/> has them; infinity is all zeros.</summary>
/// <remarks>Everywhere x lies between −p and 17p/8, |y| is below 17p/8, and limbs are at most 2^50 + 2^8 in magnitude.</remarks>
internal struct LanePoint
{
    public Vector512<long> X, Y;

    public readonly bool IsInfinity => (X | Y) == Vector512<long>.Zero;
}
