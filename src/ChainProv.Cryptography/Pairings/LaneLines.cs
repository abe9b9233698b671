using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>Draws the lines of up to eight pairs at once, a pair in each lane: those of <see cref="PreparedG2"/>, up to factors from Fp.</summary>
/// <remarks>
/// Running points are (x/z, y/z). Coordinates are products, between −p/64 and 2p + p/64; what is contracted names its bound before. Points must be
/// valid, and none infinity. For one thread.
/// </remarks>
internal sealed unsafe class LaneLines : IDrawnLines
{
    private struct Workspace
    {
        public Fp2Lanes X, Y, Z, PointX, PointY;
        public FpLanes MinusX, MinusThriceX, EvaluationY;
        public Fp2Lanes Constant, OfX, OfY;
        public Fp2Lanes B, C, D, E, G, H, J, K, M, N, Theta, Lambda;
        public Terms Left, Right, Both;
    }

    [InlineArray(4)]
    private struct Terms
    {
        private FpLanes _first;
    }

    private readonly Workspace* _workspace = Lanes.Allocate<Workspace>(1);
    private readonly int _count;

    public LaneLines(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs)
    {
        _count = pairs.Length;
        Workspace* w = _workspace;
        Span<Fp> px = stackalloc Fp[Lanes.Count], py = stackalloc Fp[Lanes.Count];
        Span<Fp2> qx = stackalloc Fp2[Lanes.Count], qy = stackalloc Fp2[Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++)
        {
            // Idle lanes repeat the first pair.
            (G1Affine p, G2Affine q) = pairs[i < pairs.Length ? i : 0];
            (px[i], py[i], qx[i], qy[i]) = (-p.X, p.Y, q.X, q.Y);
        }

        FpLanes.Load(px, out w->MinusX);
        FpLanes.Load(py, out w->EvaluationY);
        FpLanes.Double(w->MinusX, out w->MinusThriceX);
        FpLanes.Add(w->MinusX, w->MinusThriceX, out w->MinusThriceX);
        Fp2Lanes.Load(qx, out w->PointX);
        Fp2Lanes.Load(qy, out w->PointY);
        (w->X, w->Y, w->Z) = (w->PointX, w->PointY, Fp2Lanes.One);
    }

    ~LaneLines() => Lanes.Free(_workspace);

    public void Dispose()
    {
        Lanes.Free(_workspace);
        GC.SuppressFinalize(this);
    }

    /// <remarks>
    /// With b = y², c = z², j = x², h = 2yz and e = 3·4ξ·c, the tangent is (b − e, −3j, h), and twice the point is
    /// (2xy·(b − 3e), (b + 3e)² − 12e², 4b·h): the formulas that <see cref="PreparedG2"/> names, times 4.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Double()
    {
        Workspace* w = _workspace;
        Fp2Lanes.Square(w->Y, out w->B);
        Fp2Lanes.Square(w->Z, out w->C);
        Fp2Lanes.Square(w->X, out w->J);
        TwiceProduct(w->Y, w->Z, w->B, w->C, out w->H);
        Fp2Lanes.Contract(w->H, out w->H);
        TwiceProduct(w->X, w->Y, w->J, w->B, out w->G);

        // d = e/3: within 17p before.
        FpLanes.Subtract(w->C.C0, w->C.C1, out w->D.C0);
        FpLanes.Add(w->C.C0, w->C.C1, out w->D.C1);
        Fp2Lanes.Double(w->D, out w->D);
        Fp2Lanes.Double(w->D, out w->D);
        Fp2Lanes.Contract(w->D, out w->D);

        // Within 5p, 3d is within 15p, 6d within 30p, 9d within 45p.
        Fp2Lanes.Double(w->D, out w->K);
        Fp2Lanes.Add(w->D, w->K, out w->K);
        Fp2Lanes.Subtract(w->B, w->K, out w->Constant);
        Fp2Lanes.Contract(w->Constant, out w->Constant);
        Fp2Lanes.Double(w->K, out w->E);
        Fp2Lanes.Add(w->K, w->E, out w->K);
        Fp2Lanes.Contract(w->E, out w->E);
        Fp2Lanes.Subtract(w->B, w->K, out w->M);
        Fp2Lanes.Add(w->B, w->K, out w->N);
        Fp2Lanes.Contract(w->M, out w->M);
        Fp2Lanes.Contract(w->N, out w->N);

        Fp2Lanes.Multiply(w->G, w->M, out w->X);
        DifferenceOfSquares();
        Fp2Lanes.Double(w->B, out w->B);
        Fp2Lanes.Double(w->B, out w->B);
        Fp2Lanes.Multiply(w->B, w->H, out w->Z);
        Scale(w->J, w->MinusThriceX, out w->OfX);
        Scale(w->H, w->EvaluationY, out w->OfY);
    }

    /// <remarks>
    /// With θ = y − yQ·z and λ = x − xQ·z the line is (θ·xQ − λ·yQ, −θ, λ); with e = λ³, g = x·λ² and h = e + z·θ² − 2g the sum is
    /// (λ·h, θ(g − h) − e·y, z·e).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add()
    {
        Workspace* w = _workspace;
        Fp2Lanes.Multiply(w->PointY, w->Z, out w->Theta);
        Fp2Lanes.Multiply(w->PointX, w->Z, out w->Lambda);
        Fp2Lanes.Subtract(w->Y, w->Theta, out w->Theta);
        Fp2Lanes.Subtract(w->X, w->Lambda, out w->Lambda);
        Fp2Lanes.Square(w->Theta, out w->C);
        Fp2Lanes.Square(w->Lambda, out w->D);
        Fp2Lanes.Multiply(w->Lambda, w->D, out w->E);
        Fp2Lanes.Multiply(w->Z, w->C, out w->H);
        Fp2Lanes.Multiply(w->X, w->D, out w->G);

        // Within 9p, then within 6p.
        Fp2Lanes.Add(w->H, w->E, out w->H);
        Fp2Lanes.Subtract(w->H, w->G, out w->H);
        Fp2Lanes.Subtract(w->H, w->G, out w->H);
        Fp2Lanes.Contract(w->H, out w->H);
        Fp2Lanes.Subtract(w->G, w->H, out w->K);
        Fp2Lanes.Contract(w->K, out w->K);

        Fp2Lanes.Multiply(w->Lambda, w->H, out w->X);
        Fp2Lanes.Multiply(w->Z, w->E, out w->Z);
        DifferenceOfProducts(w->Theta, w->K, w->E, w->Y, out w->Y);
        DifferenceOfProducts(w->Theta, w->PointX, w->Lambda, w->PointY, out w->Constant);
        Scale(w->Theta, w->MinusX, out w->OfX);
        Scale(w->Lambda, w->EvaluationY, out w->OfY);
    }

    public void MultiplyInto(LaneTower tower, Fp12Lanes* f)
    {
        for (int i = 0; i < _count; i++) tower.MultiplyByLine(f, (long*)&_workspace->Constant + i, sizeof(FpLanes) / sizeof(long), f);
    }

    public int Read(Span<Line> lines)
    {
        Span<Fp2> constant = stackalloc Fp2[Lanes.Count], ofX = stackalloc Fp2[Lanes.Count], ofY = stackalloc Fp2[Lanes.Count];
        Fp2Lanes.Store(_workspace->Constant, constant);
        Fp2Lanes.Store(_workspace->OfX, ofX);
        Fp2Lanes.Store(_workspace->OfY, ofY);
        for (int i = 0; i < _count; i++) lines[i] = new(constant[i], ofX[i], ofY[i]);
        return _count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(in Fp2Lanes a, in FpLanes b, out Fp2Lanes result)
    {
        FpLanes.Multiply(a.C0, b, out result.C0);
        FpLanes.Multiply(a.C1, b, out result.C1);
    }

    /// <summary>2ab = (a + b)² − a² − b².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwiceProduct(in Fp2Lanes a, in Fp2Lanes b, in Fp2Lanes squareA, in Fp2Lanes squareB, out Fp2Lanes result)
    {
        Fp2Lanes.Add(a, b, out result);
        Fp2Lanes.Square(result, out result);
        Fp2Lanes.Subtract(result, squareA, out result);
        Fp2Lanes.Subtract(result, squareB, out result);
    }

    /// <summary>a·b − c·d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DifferenceOfProducts(in Fp2Lanes a, in Fp2Lanes b, in Fp2Lanes c, in Fp2Lanes d, out Fp2Lanes result)
    {
        FpLanes* left = (FpLanes*)&_workspace->Left, right = (FpLanes*)&_workspace->Right, both = (FpLanes*)&_workspace->Both;
        (left[0], left[1], left[2], left[3]) = (a.C0, a.C1, c.C0, c.C1);
        (right[0], right[3], both[0], both[1]) = (b.C0, d.C1, b.C1, b.C0);
        FpLanes.Negate(b.C1, out right[1]);
        FpLanes.Negate(d.C0, out right[2]);
        FpLanes.Negate(d.C1, out both[2]);
        FpLanes.Negate(d.C0, out both[3]);
        FpLanes.SumOfProducts(left, right, 4, out result.C0);
        FpLanes.SumOfProducts(left, both, 4, out result.C1);
    }

    /// <summary>y = n² − 3·(2e)², where E holds 2e: (n₀ + n₁)(n₀ − n₁) − 3(e₀ + e₁)(e₀ − e₁) and 2n₀·n₁ − 6e₀·e₁.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DifferenceOfSquares()
    {
        Workspace* w = _workspace;
        FpLanes* left = (FpLanes*)&w->Left, right = (FpLanes*)&w->Right;
        FpLanes.Add(w->N.C0, w->N.C1, out left[0]);
        FpLanes.Add(w->E.C0, w->E.C1, out left[1]);
        FpLanes.Subtract(w->N.C0, w->N.C1, out right[0]);
        FpLanes.Subtract(w->E.C1, w->E.C0, out right[1]);
        Triple(right[1], out right[1]);
        FpLanes.SumOfProducts(left, right, 2, out w->Y.C0);
        FpLanes.Double(w->N.C0, out left[0]);
        FpLanes.Double(w->E.C0, out left[1]);
        right[0] = w->N.C1;
        FpLanes.Negate(w->E.C1, out right[1]);
        Triple(right[1], out right[1]);
        FpLanes.SumOfProducts(left, right, 2, out w->Y.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Triple(in FpLanes a, out FpLanes result)
    {
        FpLanes.Double(a, out FpLanes twice);
        FpLanes.Add(a, twice, out result);
    }
}
