using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Polynomials;

/// <summary>The transform of <see cref="EvaluationDomain{TField}"/> over Fr, eight butterflies at a time.</summary>
/// <remarks>
/// Element 8k + l lies in lane l of vector k, so that a transform of n elements is eight of m = n/8, one per lane, and then one of eight across the lanes: with
/// Yₗ the transform in lane l, output j + m·i is Σ ω^(lj)·Yₗ[j]·ω^(mli). The last is done on eight vectors at a time, transposed.
/// <para>Between the layers values are between −r and 9r/4: sums are contracted, and a difference times a reduced root is above −r/8 and below 17r/8.</para>
/// </remarks>
internal sealed unsafe class LaneTransform
{
    /// <summary>Below, there is nothing to gain.</summary>
    public const int SmallestLogarithm = 6;

    private const int Limbs = 5;

    private static readonly int[] ReversedThreeBits = [0, 4, 2, 6, 1, 5, 3, 7];

    private readonly Fr _root, _scale;
    private readonly int _logarithm;

    /// <summary>The powers of ω⁸, limb by limb, and those of the eighth root ω^m.</summary>
    private readonly long[] _roots, _eighthRoots;

    /// <param name="logarithm">Of the number of elements.</param>
    /// <param name="root">A root of unity of that order.</param>
    /// <param name="scale">What every output is multiplied by.</param>
    public LaneTransform(int logarithm, Fr root, Fr scale)
    {
        (_logarithm, _root, _scale) = (logarithm, root, scale);
        _roots = Powers(root.Pow(Lanes.Count), Math.Max(Length / 2, Lanes.Count));
        _eighthRoots = Powers(root.Pow(Length), Lanes.Count);
    }

    /// <summary>m, the number of vectors.</summary>
    private int Length => 1 << (_logarithm - 3);

    /// <summary>Multiplies element i by the i-th power.</summary>
    /// <param name="values">As many as vectors hold, and no others.</param>
    /// <param name="shift">Whose powers.</param>
    /// <param name="threads">At most so many.</param>
    public static void Scale(Memory<Fr> values, Fr shift, int threads) => Chunks.ForEach(values.Length / Lanes.Count, Chunks.Threads(values.Length, threads), (from, to) =>
    {
        FrLanes* w = Lanes.Allocate<FrLanes>(3);
        PowersOf(shift, shift.Pow((long)Lanes.Count * from), out w[0]);
        PowersOf(Fr.One, shift.Pow(Lanes.Count), out w[1]);
        for (int k = from; k < to; k++)
        {
            Span<Fr> eight = values.Span.Slice(Lanes.Count * k, Lanes.Count);
            FrLanes.Unpack(eight, out w[2]);
            FrLanes.Multiply(w[2], w[0], out w[2]);
            FrLanes.Pack(w[2], eight);
            FrLanes.Multiply(w[0], w[1], out w[0]);
        }

        Lanes.Free(w);
    });

    /// <summary>Transforms n values in place, from natural order to natural order.</summary>
    public void Run(Memory<Fr> values, int threads)
    {
        threads = Chunks.Threads(values.Length, threads);
        FrLanes* data = Lanes.Allocate<FrLanes>((nuint)Length);
        try
        {
            Chunks.ForEach(Length, threads, (from, to) =>
            {
                for (int k = from; k < to; k++) FrLanes.Unpack(values.Span.Slice(Lanes.Count * k, Lanes.Count), out data[k]);
            });

            // Layers over all of memory are split between the threads until there are parts for each.
            int length = Length, parts = 1;
            for (; parts < threads && length >= 16; length /= 4, parts *= 4)
            {
                int quarter = length / 4, stride = parts;
                Chunks.ForEach(parts * quarter, threads, (from, to) =>
                {
                    FrLanes* w = Lanes.Allocate<FrLanes>(2);
                    for (int i = from; i < to; i++) FourPoints(data + ((nint)(i / quarter) * 4 * quarter), i % quarter, quarter, stride, w);
                    Lanes.Free(w);
                });
            }

            Chunks.ForEach(parts, threads, (from, to) =>
            {
                FrLanes* w = Lanes.Allocate<FrLanes>(2);
                for (int part = from; part < to; part++) Layers(data + ((nint)part * length), length, parts, w);
                Lanes.Free(w);
            });
            Chunks.ForEach(Length / Lanes.Count, threads, (from, to) => Finish(data, values.Span, from, to));
        }
        finally
        {
            Lanes.Free(data);
        }
    }

    /// <summary>Two layers, then each quarter by itself: so parts soon fit the cache, whatever its size.</summary>
    private void Layers(FrLanes* data, int length, int stride, FrLanes* workspace)
    {
        if (length == 2) Butterfly(data, data + 1, [], workspace);
        if (length <= 2) return;
        int quarter = length / 4;
        for (int i = 0; i < quarter; i++) FourPoints(data, i, quarter, stride, workspace);
        for (int i = 0; i < 4; i++) Layers(data + ((nint)i * quarter), quarter, 4 * stride, workspace);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourPoints(FrLanes* data, int i, int quarter, int stride, FrLanes* workspace)
    {
        FrLanes* a = data + i, b = a + quarter, c = b + quarter, d = c + quarter;
        ReadOnlySpan<long> first = RootAt(_roots, i * stride), second = RootAt(_roots, 2 * i * stride);
        Butterfly(a, c, first, workspace);
        Butterfly(b, d, RootAt(_roots, (i + quarter) * stride), workspace);
        Butterfly(a, b, second, workspace);
        Butterfly(c, d, second, workspace);
    }

    /// <summary>The root's limbs; none for 1.</summary>
    private static ReadOnlySpan<long> RootAt(long[] roots, int exponent) => exponent == 0 ? [] : roots.AsSpan(Limbs * exponent, Limbs);

    /// <summary>(a + b, (a − b)·root).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Butterfly(FrLanes* a, FrLanes* b, ReadOnlySpan<long> root, FrLanes* workspace)
    {
        FrLanes.Subtract(*a, *b, out workspace[0]);
        FrLanes.Add(*a, *b, out *a);
        FrLanes.Contract(*a, out *a);
        if (root.IsEmpty)
        {
            FrLanes.Contract(workspace[0], out *b);
            return;
        }

        FrLanes.Broadcast(root, out workspace[1]);
        FrLanes.Multiply(workspace[0], workspace[1], out *b);
    }

    /// <summary>Eight outputs j of each lane's transform at a time, which lie in bit-reversed order, become eight outputs of each eighth of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(FrLanes* data, Span<Fr> values, int from, int to)
    {
        FrLanes* w = Lanes.Allocate<FrLanes>(12), eight = w + 4;
        PowersOf(_root.Pow(Lanes.Count * from), _scale, out w[2]);
        PowersOf(_root, Fr.One, out w[3]);
        for (int block = from; block < to; block++)
        {
            for (int i = 0; i < Lanes.Count; i++)
            {
                FrLanes.Multiply(data[Reverse((Lanes.Count * block) + i)], w[2], out eight[i]);
                FrLanes.Multiply(w[2], w[3], out w[2]);
            }

            Transpose(eight);
            for (int half = 4; half > 0; half /= 2)
                for (int i = 0; i < Lanes.Count; i++)
                    if ((i & half) == 0) Butterfly(eight + i, eight + i + half, RootAt(_eighthRoots, i % half * 4 / half), w);
            for (int i = 0; i < Lanes.Count; i++)
                FrLanes.Pack(eight[i], values.Slice((Length * ReversedThreeBits[i]) + (Lanes.Count * block), Lanes.Count));
        }

        Lanes.Free(w);
    }

    private int Reverse(int index)
    {
        uint bits = (uint)index, reversed = 0;
        for (int i = 0; i < _logarithm - 3; i++, bits >>= 1) reversed = (reversed << 1) | (bits & 1);
        return (int)reversed;
    }

    private static void Transpose(FrLanes* eight)
    {
        Vector512<long>* limbs = (Vector512<long>*)eight;
        for (int i = 0; i < Limbs; i++)
        {
            Lanes.Block rows = default;
            for (int k = 0; k < Lanes.Count; k++) Unsafe.Add(ref rows._0, k) = limbs[(Limbs * k) + i];
            Lanes.Transpose(rows, out rows);
            for (int k = 0; k < Lanes.Count; k++) limbs[(Limbs * k) + i] = Unsafe.Add(ref rows._0, k);
        }
    }

    /// <summary>first·baseˡ in lane l, reduced.</summary>
    private static void PowersOf(Fr @base, Fr first, out FrLanes result)
    {
        Span<Fr> powers = stackalloc Fr[Lanes.Count];
        powers[0] = first;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * @base;
        FrLanes.Load(powers, out result);
        FrLanes.Reduce(result, out result);
    }

    /// <summary>The limbs of 1, root, root², …</summary>
    private static long[] Powers(Fr root, int count)
    {
        long[] limbs = new long[Limbs * count];
        Fr first = Fr.One, step = root.Pow(Lanes.Count);
        for (int start = 0; start < count; start += Lanes.Count, first *= step)
        {
            PowersOf(root, first, out FrLanes eight);
            for (int i = 0; i < Lanes.Count * Limbs; i++)
                limbs[(Limbs * (start + (i % Lanes.Count))) + (i / Lanes.Count)] = Unsafe.Add(ref Unsafe.As<FrLanes, long>(ref eight), i);
        }

        return limbs;
    }
}
