using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>
/// Collects additions of affine points and does them together with one inversion: about six multiplications each in place of eleven.
/// </summary>
/// <remarks>
/// Every case is handled: infinity, equal points (doubled), opposite points. Operands are copied when queued, so their places may be
/// overwritten.
/// </remarks>
internal sealed class BatchAddition<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    /// <summary>Enough to make the inversion cheap, little enough to stay in the cache.</summary>
    private const int Capacity = 1024;

    private readonly AffinePoint<TCurve, TField, TScalar>[]
        _left = new AffinePoint<TCurve, TField, TScalar>[Capacity],
        _right = new AffinePoint<TCurve, TField, TScalar>[Capacity];

    private readonly TField[] _denominators = new TField[Capacity], _prefixes = new TField[Capacity];
    private readonly int[] _targets = new int[Capacity];
    private int _count;

    /// <summary>Queues <paramref name="sums"/>[target] = left + right; it happens now or at <see cref="Flush"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(
        AffinePoint<TCurve, TField, TScalar> left,
        AffinePoint<TCurve, TField, TScalar> right,
        Span<AffinePoint<TCurve, TField, TScalar>> sums,
        int target)
    {
        if (left.IsInfinity || right.IsInfinity || left == -right)
        {
            sums[target] = left.IsInfinity ? right : right.IsInfinity ? left : default;
            return;
        }

        _left[_count] = left;
        _right[_count] = right;
        _denominators[_count] = left.X == right.X ? left.Y.Double() : right.X - left.X;
        _targets[_count] = target;
        if (++_count == Capacity) Flush(sums);
    }

    /// <summary>Does what is queued.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush(Span<AffinePoint<TCurve, TField, TScalar>> sums)
    {
        if (_count == 0) return;
        TField product = TField.One;
        for (int i = 0; i < _count; i++)
        {
            _prefixes[i] = product;
            product *= _denominators[i];
        }

        TField inverse = product.Inverse();
        for (int i = _count - 1; i >= 0; i--)
        {
            sums[_targets[i]] = Sum(_left[i], _right[i], inverse * _prefixes[i]);
            inverse *= _denominators[i];
        }

        _count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static AffinePoint<TCurve, TField, TScalar> Sum(
        AffinePoint<TCurve, TField, TScalar> left, AffinePoint<TCurve, TField, TScalar> right, TField inverseDenominator)
    {
        TField numerator = right.Y - left.Y;
        if (left.X == right.X)
        {
            TField square = left.X.Square();
            numerator = square.Double() + square;
        }

        TField slope = numerator * inverseDenominator;
        TField x = slope.Square() - left.X - right.X;
        return AffinePoint<TCurve, TField, TScalar>.FromTrusted(x, (slope * (left.X - x)) - left.Y);
    }
}
