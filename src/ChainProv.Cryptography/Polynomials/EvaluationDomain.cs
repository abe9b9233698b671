using System.Numerics;
using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Polynomials;

/// <summary>The 2^k-th roots of unity, between whose powers a polynomial is interpolated and evaluated (number-theoretic transform).</summary>
/// <remarks>Input and output are in natural order; every transform works in place in O(n log n), split over the given number of threads.</remarks>
public sealed class EvaluationDomain<TField> where TField : unmanaged, IPrimeField<TField>
{
    private readonly Lazy<TField[]> _powers, _inversePowers;
    private readonly TField _inverseSize;
    private readonly Lazy<LaneTransform>? _lanes, _inverseLanes;

    /// <param name="logarithm">k, between 0 and the field's two-adicity.</param>
    public EvaluationDomain(int logarithm)
        : this(logarithm, RootOfUnity(logarithm))
    {
    }

    /// <summary>The domain in the order of another root than <see cref="RootOfUnity"/>, where a specification fixes one.</summary>
    /// <param name="logarithm">k, between 0 and the field's two-adicity.</param>
    /// <param name="root">ω, a primitive 2^k-th root of unity.</param>
    /// <exception cref="ArgumentException">The root is not of that order.</exception>
    public EvaluationDomain(int logarithm, TField root)
        : this(logarithm, root, usesLanes: true)
    {
    }

    /// <param name="logarithm">k, between 0 and the field's two-adicity.</param>
    /// <param name="root">ω, a primitive 2^k-th root of unity.</param>
    /// <param name="usesLanes">Whether eight butterflies may be done at a time where the processor can: the results are the same.</param>
    internal EvaluationDomain(int logarithm, TField root, bool usesLanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logarithm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logarithm, Math.Min(TField.TwoAdicity, 30));
        if (logarithm == 0 ? root != TField.One : root.Pow(BigInteger.One << (logarithm - 1)) != -TField.One)
            throw new ArgumentException($"Not a primitive root of unity of order 2^{logarithm}.", nameof(root));
        Logarithm = logarithm;
        Root = root;
        _powers = new(() => Powers(Root, TField.One, Size / 2));
        _inversePowers = new(() => Powers(Root.Inverse(), TField.One, Size / 2));
        _inverseSize = TField.From((ulong)Size).Inverse();
        if (!usesLanes || typeof(TField) != typeof(Fr) || !Lanes.IsSupported || logarithm < LaneTransform.SmallestLogarithm) return;
        _lanes = new(() => new LaneTransform(logarithm, (Fr)(object)root, Fr.One));
        _inverseLanes = new(() => new LaneTransform(logarithm, ((Fr)(object)root).Inverse(), (Fr)(object)_inverseSize));
    }

    public int Logarithm { get; }

    public int Size => 1 << Logarithm;

    /// <summary>The generator ω of the domain, a primitive n-th root of unity.</summary>
    public TField Root { get; }

    /// <summary>The least domain that holds a polynomial of this many coefficients.</summary>
    public static EvaluationDomain<TField> ForSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)size)));
    }

    /// <summary>A primitive 2^k-th root of unity.</summary>
    public static TField RootOfUnity(int logarithm)
    {
        TField root = TField.TwoAdicRoot;
        for (int i = TField.TwoAdicity; i > logarithm; i--) root = root.Square();
        return root;
    }

    /// <summary>Coefficients to values: a[i] becomes Σ aⱼ ω^(ij).</summary>
    public void Forward(Memory<TField> values, int threads = 1) => Transform(values, _powers, _lanes, threads);

    /// <summary>Values to coefficients, the inverse of <see cref="Forward"/>.</summary>
    public void Inverse(Memory<TField> values, int threads = 1)
    {
        Transform(values, _inversePowers, _inverseLanes, threads);
        if (_inverseLanes is not null) return;
        Chunks.ForEach(Size, Chunks.Threads(Size, threads), (from, to) =>
        {
            foreach (ref TField value in values.Span[from..to]) value *= _inverseSize;
        });
    }

    /// <summary>Coefficients to values on the coset shift·⟨ω⟩.</summary>
    public void ForwardCoset(Memory<TField> values, TField shift, int threads = 1)
    {
        Scale(values, shift, threads);
        Forward(values, threads);
    }

    /// <summary>Values on the coset shift·⟨ω⟩ to coefficients.</summary>
    public void InverseCoset(Memory<TField> values, TField shift, int threads = 1)
    {
        Inverse(values, threads);
        Scale(values, shift.Inverse(), threads);
    }

    /// <summary>The Lagrange polynomials of the domain, all evaluated at one point: Lᵢ(x) = ωⁱ(xⁿ − 1)/(n(x − ωⁱ)).</summary>
    /// <exception cref="ArgumentException">The point lies in the domain.</exception>
    public TField[] LagrangeAt(TField point)
    {
        TField vanishing = point.Pow(Size) - TField.One;
        if (vanishing.IsZero) throw new ArgumentException("The point lies in the evaluation domain.", nameof(point));

        TField[] roots = Powers(Root, TField.One, Size);
        TField[] result = new TField[Size];
        for (int i = 0; i < result.Length; i++) result[i] = point - roots[i];
        result.AsSpan().InvertAll();
        TField scale = vanishing * _inverseSize;
        for (int i = 0; i < result.Length; i++) result[i] *= scale * roots[i];
        return result;
    }

    private void Transform(Memory<TField> values, Lazy<TField[]> powers, Lazy<LaneTransform>? lanes, int threads)
    {
        if (values.Length != Size) throw new ArgumentException($"The domain has {Size} points, not {values.Length}.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (lanes is not null)
        {
            lanes.Value.Run((Memory<Fr>)(object)values, threads);
            return;
        }

        // Decimation in frequency leaves the result in bit-reversed order.
        for (int half = Size / 2; half > 0; half /= 2)
        {
            int span = half, stride = Size / 2 / half;
            Chunks.ForEach(Size / 2, Chunks.Threads(Size / 2, threads), (from, to) => Butterflies(values.Span, powers.Value, span, stride, from, to));
        }

        ReverseBits(values.Span);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Butterflies(Span<TField> values, TField[] powers, int half, int stride, int from, int to)
    {
        for (int k = from; k < to; k++)
        {
            int offset = k & (half - 1);
            int low = ((k - offset) << 1) + offset;
            TField a = values[low], b = values[low + half];
            values[low] = a + b;
            values[low + half] = (a - b) * powers[offset * stride];
        }
    }

    private void ReverseBits(Span<TField> values)
    {
        for (uint i = 0, reversed = 0; i < values.Length; i++)
        {
            if (i < reversed) (values[(int)i], values[(int)reversed]) = (values[(int)reversed], values[(int)i]);
            // Count upwards from the highest bit.
            uint bit = (uint)Size >> 1;
            for (; (reversed & bit) != 0; bit >>= 1) reversed ^= bit;
            reversed |= bit;
        }
    }

    private void Scale(Memory<TField> values, TField shift, int threads)
    {
        if (_lanes is not null && values.Length == Size)
        {
            LaneTransform.Scale((Memory<Fr>)(object)values, (Fr)(object)shift, threads);
            return;
        }

        Chunks.ForEach(values.Length, Chunks.Threads(values.Length, threads), (from, to) =>
        {
            TField power = shift.Pow(from);
            foreach (ref TField value in values.Span[from..to])
            {
                value *= power;
                power *= shift;
            }
        });
    }

    private static TField[] Powers(TField root, TField first, int count)
    {
        TField[] powers = new TField[Math.Max(count, 1)];
        powers[0] = first;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * root;
        return powers;
    }
}
