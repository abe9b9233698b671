using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>
/// Multiples d·2^(wk)·P of one point P: a multiplication by a scalar is then one addition per w bits. Variable time in the scalars.
/// </summary>
public sealed class FixedBaseTable<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private const int ChunkLength = 1024;

    private readonly AffinePoint<TCurve, TField, TScalar>[] _multiples;
    private readonly ILaneTable<TCurve, TField, TScalar>? _lanes;
    private readonly int _window, _count;

    /// <summary>Builds the table.</summary>
    /// <param name="point">The base.</param>
    /// <param name="expectedScalars">About how many multiplications will follow: the window is chosen for that.</param>
    public FixedBaseTable(AffinePoint<TCurve, TField, TScalar> point, int expectedScalars)
    {
        int bits = (int)TScalar.Modulus.GetBitLength();
        // Building costs count·2^(w−1) additions, using it count per scalar; the memory is bounded to some 10 MB.
        _window = Enumerable.Range(2, 11).MinBy(w => (long)SignedDigits.Count(bits, w) * (expectedScalars + (1L << (w - 1))));
        _count = SignedDigits.Count(bits, _window);
        int half = 1 << (_window - 1);
        JacobianPoint<TCurve, TField, TScalar>[] multiples = new JacobianPoint<TCurve, TField, TScalar>[_count * half];
        JacobianPoint<TCurve, TField, TScalar> step = point.ToJacobian();
        for (int k = 0; k < _count; k++)
        {
            Span<JacobianPoint<TCurve, TField, TScalar>> row = multiples.AsSpan(k * half, half);
            row[0] = step;
            for (int d = 1; d < half; d++) row[d] = row[d - 1] + step;
            step = row[^1].Double();
        }

        _multiples = JacobianPoint<TCurve, TField, TScalar>.BatchToAffine(multiples);
        _lanes = LaneCurves.Of<TCurve, TField, TScalar>()?.Keep(_multiples);
    }

    public JacobianPoint<TCurve, TField, TScalar> Multiply(TScalar scalar)
    {
        Span<ulong> limbs = stackalloc ulong[TScalar.ByteLength / 8];
        Span<int> digits = stackalloc int[_count];
        scalar.WriteLimbs(limbs);
        SignedDigits.Recode(limbs, _window, _count, digits, stride: 1);
        JacobianPoint<TCurve, TField, TScalar> sum = default;
        for (int k = 0; k < _count; k++) sum += Multiple(k, digits[k]);
        return sum;
    }

    /// <summary>scalarᵢ·P for all i, in affine form.</summary>
    public AffinePoint<TCurve, TField, TScalar>[] MultiplyAll(
        ReadOnlyMemory<TScalar> scalars, int threads = -1, CancellationToken cancellationToken = default)
    {
        AffinePoint<TCurve, TField, TScalar>[] result = new AffinePoint<TCurve, TField, TScalar>[scalars.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, (scalars.Length + ChunkLength - 1) / ChunkLength, parallel, chunk =>
        {
            int start = chunk * ChunkLength, length = Math.Min(ChunkLength, scalars.Length - start);
            MultiplyChunk(scalars.Span.Slice(start, length), result.AsSpan(start, length));
        });
        return result;
    }

    /// <summary>All scalars together, a window after the other, so that the additions of a window share their inversions.</summary>
    private void MultiplyChunk(ReadOnlySpan<TScalar> scalars, Span<AffinePoint<TCurve, TField, TScalar>> sums)
    {
        int[] digits = new int[_count * scalars.Length];
        Span<ulong> limbs = stackalloc ulong[TScalar.ByteLength / 8];
        for (int i = 0; i < scalars.Length; i++)
        {
            scalars[i].WriteLimbs(limbs);
            SignedDigits.Recode(limbs, _window, _count, digits.AsSpan(i), scalars.Length);
        }

        if (_lanes is not null)
        {
            for (int i = 0; i < digits.Length; i++)
                digits[i] = digits[i] == 0 ? -1 : (2 * ((i / scalars.Length << (_window - 1)) + Math.Abs(digits[i]) - 1)) + (digits[i] < 0 ? 1 : 0);
            _lanes.Sum(digits, sums);
            return;
        }

        BatchAddition<TCurve, TField, TScalar> additions = new();
        for (int k = 0; k < _count; k++)
        {
            for (int i = 0; i < scalars.Length; i++) additions.Add(sums[i], Multiple(k, digits[(k * scalars.Length) + i]), sums, i);
            additions.Flush(sums);
        }
    }

    private AffinePoint<TCurve, TField, TScalar> Multiple(int window, int digit)
    {
        int row = window << (_window - 1);
        return digit > 0 ? _multiples[row + digit - 1] : digit < 0 ? -_multiples[row - digit - 1] : default;
    }
}
