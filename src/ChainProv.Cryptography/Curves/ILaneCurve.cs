namespace ChainProv.Cryptography.Curves;

/// <summary>What lanes do for a group, whatever their type; <see cref="LaneCurves.Of"/> finds it.</summary>
internal interface ILaneCurve<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, Fields.IField<TField>
    where TScalar : unmanaged, Fields.IPrimeField<TScalar>
{
    /// <summary>Σ scalarᵢ·pointᵢ.</summary>
    JacobianPoint<TCurve, TField, TScalar> MultiScalarMultiply(
        ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points, ReadOnlyMemory<TScalar> scalars, ParallelOptions parallel);

    /// <summary>For each row of digits, one per point, and each magnitude from 1 to <paramref name="largest"/>, the sum of the points with that digit, less those with its negative.</summary>
    /// <remarks>The points need not be in the group.</remarks>
    AffinePoint<TCurve, TField, TScalar>[][] Buckets(ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points, int[][] digits, int largest);

    /// <summary>Keeps points of which sums will be asked.</summary>
    ILaneTable<TCurve, TField, TScalar> Keep(AffinePoint<TCurve, TField, TScalar>[] points);

    /// <summary>What <see cref="PreparedBases{TCurve, TField, TScalar}"/> keeps of points of the group.</summary>
    ILaneBases<TCurve, TField, TScalar> Prepare(ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points, ParallelOptions parallel);
}

/// <summary>Points of which many sums are made.</summary>
internal interface ILaneTable<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, Fields.IField<TField>
    where TScalar : unmanaged, Fields.IPrimeField<TScalar>
{
    /// <summary>sumᵢ = Σₖ ±point, over the items [k·n + i] of n sums: twice a point's index, plus 1 for its negative; −1 for none.</summary>
    void Sum(ReadOnlySpan<int> items, Span<AffinePoint<TCurve, TField, TScalar>> sums);
}

/// <summary>Points with their multiples, of which many sums with scalars are made.</summary>
internal interface ILaneBases<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, Fields.IField<TField>
    where TScalar : unmanaged, Fields.IPrimeField<TScalar>
{
    /// <summary>Σ scalarᵢ·pointᵢ, by the calling thread alone. Any number of threads may call.</summary>
    JacobianPoint<TCurve, TField, TScalar> Sum(ReadOnlyMemory<TScalar> scalars);
}
