using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Points of which many sums Σ scalarᵢ·pointᵢ will be asked: a sum of 4,096 then takes three quarters of the time. Variable time in the scalars.</summary>
/// <remarks>
/// A processor with 512-bit vectors keeps n·⌈128/w⌉ multiples of 256 bytes each (G1: 20 MB for n = 4,096, w = 7, in some 600 ms on one core), so that all windows of a sum share
/// one set of buckets: 82,000 additions where <see cref="MultiScalarMultiplication"/> needs 113,000. Any other keeps the points alone. For fewer than some 200 sums it is not worth while.
/// </remarks>
public sealed class PreparedBases<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private readonly ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> _points;
    private readonly ILaneBases<TCurve, TField, TScalar>? _lanes;

    /// <param name="points">n points of the group; infinity and repetitions are welcome. They must not change.</param>
    /// <param name="threads">How many threads make the multiples at most; −1 for all processors.</param>
    public PreparedBases(ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points, int threads = -1)
    {
        _points = points;
        _lanes = points.IsEmpty ? null : LaneCurves.Of<TCurve, TField, TScalar>()?.Prepare(points, new() { MaxDegreeOfParallelism = threads });
    }

    /// <summary>The sum, by the calling thread alone. Any number of threads may call.</summary>
    /// <param name="scalars">n scalars.</param>
    /// <exception cref="ArgumentException">There are more or fewer scalars than points.</exception>
    public JacobianPoint<TCurve, TField, TScalar> Sum(ReadOnlyMemory<TScalar> scalars)
    {
        if (scalars.Length != _points.Length) throw new ArgumentException($"{_points.Length} points, but {scalars.Length} scalars.", nameof(scalars));
        return _lanes?.Sum(scalars) ?? MultiScalarMultiplication.Compute(_points, scalars, threads: 1);
    }
}
