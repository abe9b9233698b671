using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;
using Integers = System.Runtime.Intrinsics.Vector512<long>;

namespace ChainProv.Cryptography.Pairings;

/// <summary>Draws the lines of one pair, its coordinates side by side, by the formulas of <see cref="LaneLines"/>: for less than a third of what those of eight pairs cost.</summary>
/// <remarks>Limbs and values are within the bounds named there; of the last two lanes nothing is used where six are enough. For one thread.</remarks>
internal sealed unsafe class PairLines : IDrawnLines
{
    private struct Workspace
    {
        /// <summary>The running point (x, y, z).</summary>
        public FpLanes Running;

        /// <summary>(yQ, yQ, xQ, xQ).</summary>
        public FpLanes Point;

        /// <summary>(1, −3xP, yP) and (1, −xP, yP), in both lanes of a pair.</summary>
        public FpLanes TangentFactors, ChordFactors;
        public FpLanes Squares, Products, Multiples, Slope, Line;
        public Terms Left, Right;
    }

    [InlineArray(4)]
    private struct Terms
    {
        private FpLanes _first;
    }

    private static readonly Integers SecondParts = Vector512.Create(0L, -1, 0, 0, 0, -1, 0, 0);
    private static readonly Integers OddPairs = Vector512.Create(0L, 0, -1, -1, 0, 0, -1, -1);
    private static readonly Integers FirstPair = Vector512.Create(-1L, -1, 0, 0, 0, 0, 0, 0);
    private static readonly Integers SecondPair = Vector512.Create(0L, 0, -1, -1, 0, 0, 0, 0);
    private static readonly Integers ThirdPair = Vector512.Create(0L, 0, 0, 0, -1, -1, 0, 0);
    private static readonly Integers LastPair = Vector512.Create(0L, 0, 0, 0, 0, 0, -1, -1);

    private readonly Workspace* _workspace = Lanes.Allocate<Workspace>(1);

    public PairLines(G1Affine p, G2Affine q)
    {
        Workspace* w = _workspace;
        Fp one = Fp.One, x = -p.X, thriceX = x.Double() + x, y = p.Y;
        FpLanes.Load([q.X.C0, q.X.C1, q.Y.C0, q.Y.C1, one, Fp.Zero, Fp.Zero, Fp.Zero], out w->Running);
        FpLanes.Load([q.Y.C0, q.Y.C1, q.Y.C0, q.Y.C1, q.X.C0, q.X.C1, q.X.C0, q.X.C1], out w->Point);
        FpLanes.Load([one, one, thriceX, thriceX, y, y, Fp.Zero, Fp.Zero], out w->TangentFactors);
        FpLanes.Load([one, one, x, x, y, y, Fp.Zero, Fp.Zero], out w->ChordFactors);
    }

    ~PairLines() => Lanes.Free(_workspace);

    public void Dispose()
    {
        Lanes.Free(_workspace);
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Double()
    {
        Workspace* w = _workspace;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            // (x², y², z²), and 2xy beside 2yz, each as real, real, imaginary, imaginary.
            Integers running = Of(&w->Running)[limb], factors = Vector512.Shuffle(running, Vector512.Create(2L, 3, 3, 2, 4, 5, 5, 4));
            (Left(0)[limb], Right(0)[limb]) = Fp2Pairs.Square(running);
            Left(1)[limb] = Vector512.Shuffle(running + running, Vector512.Create(0L, 1, 0, 1, 2, 3, 2, 3));
            Right(1)[limb] = (factors ^ SecondParts) - SecondParts;
        }

        FpLanes.Multiply(w->Left[0], w->Right[0], out w->Squares);
        FpLanes.Multiply(w->Left[1], w->Right[1], out w->Products);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers products = Of(&w->Products)[limb], c = Vector512.Shuffle(Of(&w->Squares)[limb], Vector512.Create(4L, 5, 4, 5, 4, 5, 4, 5));
            Of(&w->Products)[limb] = products + Fp2Pairs.Exchanged(products);
            Of(&w->Multiples)[limb] = (c + Fp2Pairs.TimesU(c)) << 2;
        }

        // d four times, then (b − 9d, b + 9d, b − 3d, 6d).
        FpLanes.Contract(w->Products, out w->Products);
        FpLanes.Contract(w->Multiples, out w->Multiples);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers b = Vector512.Shuffle(Of(&w->Squares)[limb], Vector512.Create(2L, 3, 2, 3, 2, 3, 2, 3));
            Of(&w->Multiples)[limb] = (Of(&w->Multiples)[limb] * Vector512.Create(-9L, -9, 9, 9, -3, -3, 6, 6)) + Vector512.AndNot(b, LastPair);
        }

        FpLanes.Contract(w->Multiples, out w->Multiples);
        DoubleFromProducts();
        FpLanes.SumOfProducts((FpLanes*)&w->Left, (FpLanes*)&w->Right, 2, out w->Running);
        FpLanes.Multiply(w->Line, w->TangentFactors, out w->Line);
    }

    /// <summary>(2xy·m, n² − 3(2e)², 4b·h) for m = b − 9d, n = b + 9d, 2e = 6d, and (b − 3d, j, h) for the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DoubleFromProducts()
    {
        Workspace* w = _workspace;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers multiples = Of(&w->Multiples)[limb], products = Of(&w->Products)[limb], squares = Of(&w->Squares)[limb], b = squares << 2;
            (Integers left, Integers right) = Fp2Pairs.Square(multiples);
            right = Vector512.ConditionalSelect(FirstPair, multiples, right);
            Left(0)[limb] = Vector512.ConditionalSelect(
                ThirdPair, Vector512.Shuffle(b, Vector512.Create(2L)), Avx512F.PermuteVar8x64x2(products, Vector512.Create(0L, 0, 10, 11, 0, 0, 0, 0), left));
            Left(1)[limb] = Vector512.ConditionalSelect(
                ThirdPair, Vector512.Shuffle(b, Vector512.Create(3L)), Avx512F.PermuteVar8x64x2(products, Vector512.Create(2L, 2, 14, 15, 0, 0, 0, 0), left));
            Right(0)[limb] = Avx512F.PermuteVar8x64x2(right, Vector512.Create(0L, 1, 2, 3, 12, 14, 0, 0), products);
            Right(1)[limb] = Avx512F.PermuteVar8x64x2(right, Vector512.Create(1L, 0, 6, 7, 14, 12, 0, 0), products) * Vector512.Create(-1L, 1, -3, -3, -1, 1, 0, 0);
            Integers line = Avx512F.PermuteVar8x64x2(multiples, Vector512.Create(4L, 5, 8, 9, 0, 0, 0, 0), squares);
            Of(&w->Line)[limb] = Avx512F.PermuteVar8x64x2(line, Vector512.Create(0L, 1, 2, 3, 12, 14, 0, 0), products);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add()
    {
        Workspace* w = _workspace;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers z = Vector512.Shuffle(Of(&w->Running)[limb], Vector512.Create(4L, 5, 5, 4, 4, 5, 5, 4));
            Of(&w->Products)[limb] = (z ^ SecondParts) - SecondParts;
        }

        FpLanes.Multiply(w->Products, w->Point, out w->Products);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            // (θ, λ) twice.
            Integers products = Of(&w->Products)[limb], slope = Vector512.Shuffle(Of(&w->Running)[limb], Vector512.Create(2L, 3, 0, 1, 2, 3, 0, 1))
                - Vector512.Shuffle(products + Fp2Pairs.Exchanged(products), Vector512.Create(0L, 2, 4, 6, 0, 2, 4, 6));
            Of(&w->Slope)[limb] = slope;
            (Left(0)[limb], Right(0)[limb]) = Fp2Pairs.Square(slope);
        }

        FpLanes.Multiply(w->Left[0], w->Right[0], out w->Squares);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            // (e, f, g) = (λ·λ², z·θ², x·λ²).
            Integers slope = Of(&w->Slope)[limb], running = Of(&w->Running)[limb];
            Left(0)[limb] = Avx512F.PermuteVar8x64x2(slope, Vector512.Create(2L, 2, 12, 12, 8, 8, 0, 0), running);
            Left(1)[limb] = Avx512F.PermuteVar8x64x2(slope, Vector512.Create(3L, 3, 13, 13, 9, 9, 0, 0), running);
            Right(0)[limb] = Vector512.Shuffle(Of(&w->Squares)[limb], Vector512.Create(2L, 3, 0, 1, 2, 3, 0, 1));
            Right(1)[limb] = Fp2Pairs.TimesU(Right(0)[limb]);
        }

        FpLanes.SumOfProducts((FpLanes*)&w->Left, (FpLanes*)&w->Right, 2, out w->Products);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            // h four times.
            Integers products = Of(&w->Products)[limb], g = Vector512.Shuffle(products, Vector512.Create(4L, 5, 4, 5, 4, 5, 4, 5));
            Of(&w->Multiples)[limb] = Vector512.Shuffle(products, Vector512.Create(0L, 1, 0, 1, 0, 1, 0, 1))
                + Vector512.Shuffle(products, Vector512.Create(2L, 3, 2, 3, 2, 3, 2, 3)) - g - g;
        }

        FpLanes.Contract(w->Multiples, out w->Multiples);
        AddFromProducts();
        FpLanes.SumOfProducts((FpLanes*)&w->Left, (FpLanes*)&w->Right, 4, out w->Running);
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
            Of(&w->Line)[limb] = Avx512F.PermuteVar8x64x2(Of(&w->Running)[limb], Vector512.Create(6L, 7, 8, 9, 10, 11, 0, 0), Of(&w->Slope)[limb]);
        FpLanes.Multiply(w->Line, w->ChordFactors, out w->Line);
    }

    public void MultiplyInto(LaneTower tower, Fp12Lanes* f) => tower.MultiplyByLine(f, (long*)&_workspace->Line, 1, f);

    public int Read(Span<Line> lines)
    {
        Span<Fp> line = stackalloc Fp[Lanes.Count];
        FpLanes.Store(_workspace->Line, line);
        lines[0] = new(new(line[0], line[1]), new(line[2], line[3]), new(line[4], line[5]));
        return 1;
    }

    /// <summary>(λ·h, θ(g − h) − e·y, z·e), and θ·xQ − λ·yQ in the last pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFromProducts()
    {
        Workspace* w = _workspace;
        for (int limb = 0; limb < FpLanes.LimbCount; limb++)
        {
            Integers h = Of(&w->Multiples)[limb], products = Of(&w->Products)[limb], slope = Of(&w->Slope)[limb], running = Of(&w->Running)[limb], point = Of(&w->Point)[limb];
            Integers k = Vector512.Shuffle(products, Vector512.Create(4L, 5, 4, 5, 4, 5, 4, 5)) - h;
            Integers right = Avx512F.PermuteVar8x64x2(Vector512.ConditionalSelect(SecondPair, k, h), Vector512.Create(0L, 1, 2, 3, 8, 9, 0, 0), products);
            right = Vector512.ConditionalSelect(LastPair, point, right);
            Integers less = -Vector512.ConditionalSelect(LastPair, Vector512.Shuffle(point, Vector512.Create(0L, 1, 0, 1, 0, 1, 0, 1)), running);
            Left(0)[limb] = Avx512F.PermuteVar8x64x2(slope, Vector512.Create(2L, 2, 0, 0, 12, 12, 0, 0), running);
            Left(1)[limb] = Avx512F.PermuteVar8x64x2(slope, Vector512.Create(3L, 3, 1, 1, 13, 13, 1, 1), running);
            Left(2)[limb] = Avx512F.PermuteVar8x64x2(slope, Vector512.Create(0L, 0, 8, 8, 0, 0, 2, 2), products) & OddPairs;
            Left(3)[limb] = Avx512F.PermuteVar8x64x2(slope, Vector512.Create(0L, 0, 9, 9, 0, 0, 3, 3), products) & OddPairs;
            Right(0)[limb] = right;
            Right(1)[limb] = Fp2Pairs.TimesU(right);
            Right(2)[limb] = less;
            Right(3)[limb] = Fp2Pairs.TimesU(less);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers* Of(FpLanes* lanes) => (Integers*)lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Integers* Left(int term) => (Integers*)((FpLanes*)&_workspace->Left + term);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Integers* Right(int term) => (Integers*)((FpLanes*)&_workspace->Right + term);
}
