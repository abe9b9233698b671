using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Collects additions of points of G1 and does them eight at a time, all with one inversion: <see cref="BatchAddition{TCurve, TField, TScalar}"/> in lanes.</summary>
/// <remarks>
/// A point is named by its address: with the lowest bit set it is the point's negative, and null is infinity. Every sum has a place of its own until
/// <see cref="Reset"/>, so nothing that is named is overwritten. Equal points are doubled, opposite ones make infinity, infinity may be an
/// operand: the lanes in question are told by masks, and the others do not notice. For one thread.
/// </remarks>
internal sealed unsafe class LaneAddition : IDisposable
{
    /// <summary>Enough to make the inversion cheap, little enough to stay in the cache.</summary>
    private const int Capacity = 4096;

    private const int GroupsAhead = 2;

    /// <summary>What is done in lanes that are not plain additions, one bit each.</summary>
    private record struct Exceptions(byte Doubled, byte Left, byte Right, byte Infinite)
    {
        public readonly bool Any => (Doubled | Left | Right | Infinite) != 0;
    }

    private struct Workspace
    {
        public FpLanes X1, X2, Y1, Y2, Inverse, Denominator, Slope, X, Y, Product;
    }

    private readonly Workspace* _workspace = Lanes.Allocate<Workspace>(1);
    private readonly FpLanes* _denominators = Lanes.Allocate<FpLanes>(Capacity / Lanes.Count);
    private readonly FpLanes* _prefixes = Lanes.Allocate<FpLanes>(Capacity / Lanes.Count);
    private readonly nuint* _left = Lanes.Allocate<nuint>(Capacity), _right = Lanes.Allocate<nuint>(Capacity);
    private readonly nuint* _targets = Lanes.Allocate<nuint>(Capacity);
    private readonly long* _leftSigns = Lanes.Allocate<long>(Capacity), _rightSigns = Lanes.Allocate<long>(Capacity);
    private readonly Exceptions[] _exceptions = new Exceptions[Capacity / Lanes.Count];
    private LanePoint* _sums = Lanes.Allocate<LanePoint>(1);
    private int _room, _used, _count;

    ~LaneAddition() => Free();

    /// <summary>Whether operands are looked at for infinity that is not null. A sum that is infinity sets it.</summary>
    public bool MayMeetInfinity { get; set; }

    /// <summary>Forgets all sums, and makes room for so many.</summary>
    public void Reset(int room)
    {
        (_used, _count) = (0, 0);
        if (room <= _room) return;
        Lanes.Free(_sums);
        _sums = Lanes.Allocate<LanePoint>((nuint)room + 1);
        _room = room;
    }

    /// <summary>The name of left + right, which is there after <see cref="Flush"/>.</summary>
    public nuint Add(nuint left, nuint right)
    {
        if (left == 0) return right;
        if (right == 0) return left;
        if (_used == _room) throw new InvalidOperationException("More sums than room was made for.");
        if (_count == Capacity) Flush();
        nuint sum = (nuint)(_sums + _used++);
        Queue(left, right, sum);
        return sum;
    }

    /// <summary>Does what is queued.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush()
    {
        if (_count == 0) return;
        // The lanes of the last group that would be idle repeat the first addition, for nobody: its place lies behind the last sum's.
        while (_count % Lanes.Count != 0)
            Queue(_left[0] | (nuint)(-_leftSigns[0]), _right[0] | (nuint)(-_rightSigns[0]), (nuint)(_sums + _room));

        int groups = _count / Lanes.Count;
        Workspace* w = _workspace;
        w->Product = FpLanes.One;
        for (int group = 0; group < groups; group++)
        {
            if (group + GroupsAhead < groups) Prefetch(group + GroupsAhead, yToo: false);
            Denominator(group);
            _prefixes[group] = w->Product;
            FpLanes.Multiply(w->Product, _denominators[group], out w->Product);
        }

        Invert();
        for (int group = groups - 1; group >= 0; group--)
        {
            if (group >= GroupsAhead) Prefetch(group - GroupsAhead, yToo: true);
            FpLanes.Multiply(w->Inverse, _prefixes[group], out w->Denominator);
            FpLanes.Multiply(w->Inverse, _denominators[group], out w->Inverse);
            Sum(group);
        }

        _count = 0;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Queue(nuint left, nuint right, nuint target)
    {
        (_left[_count], _right[_count]) = (left & ~(nuint)1, right & ~(nuint)1);
        (_leftSigns[_count], _rightSigns[_count]) = (-(long)(left & 1), -(long)(right & 1));
        _targets[_count++] = target;
    }

    /// <summary>x₂ − x₁, within 25p/8, which is not zero; 2y₁ where the points are equal; 1 where there is nothing to divide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Denominator(int group)
    {
        Workspace* w = _workspace;
        int first = group * Lanes.Count;
        Gather(_left + first, 0, out w->X1);
        Gather(_right + first, 0, out w->X2);
        FpLanes.Subtract(w->X2, w->X1, out _denominators[group]);
        uint zero = FpLanes.ZeroLanes(_denominators[group]);
        _exceptions[group] = default;
        if (zero != 0 || MayMeetInfinity) Except(group, zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Except(int group, uint sameX)
    {
        Workspace* w = _workspace;
        int first = group * Lanes.Count;
        uint left = 0, right = 0;
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            if (((LanePoint*)_right[first + lane])->IsInfinity) left |= 1u << lane;
            else if (((LanePoint*)_left[first + lane])->IsInfinity) right |= 1u << lane;
        }

        GatherY(first);
        FpLanes.Add(w->Y1, w->Y2, out w->Y);
        uint opposite = FpLanes.ZeroLanes(w->Y), ordinary = sameX & ~(left | right);
        _exceptions[group] = new((byte)(ordinary & ~opposite), (byte)left, (byte)right, (byte)(ordinary & opposite));
        MayMeetInfinity |= (ordinary & opposite) != 0;

        FpLanes.Double(w->Y1, out w->Y);
        FpLanes.Select(Mask(ordinary & ~opposite), w->Y, _denominators[group], out _denominators[group]);
        FpLanes.Select(Mask(left | right | (ordinary & opposite)), FpLanes.One, _denominators[group], out _denominators[group]);
    }

    /// <summary>Eight inverses from one.</summary>
    private void Invert()
    {
        Span<Fp> lanes = stackalloc Fp[Lanes.Count];
        FpLanes.Store(_workspace->Product, lanes);
        lanes.InvertAll();
        FpLanes.Load(lanes, out _workspace->Inverse);
    }

    /// <summary>λ = (y₂ − y₁)/(x₂ − x₁), x = λ² − x₁ − x₂, y = λ(x₁ − x) − y₁; before contraction the last two are within 17p/4 + p/64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int group)
    {
        Workspace* w = _workspace;
        int first = group * Lanes.Count;
        Exceptions exceptions = _exceptions[group];
        Gather(_left + first, 0, out w->X1);
        GatherY(first);
        if (exceptions.Any) Gather(_right + first, 0, out w->X2);
        else FpLanes.Add(w->X1, _denominators[group], out w->X2);

        FpLanes.Subtract(w->Y2, w->Y1, out w->Slope);
        if (exceptions.Doubled != 0)
        {
            FpLanes.Square(w->X1, out w->X);
            FpLanes.Double(w->X, out w->Y);
            FpLanes.Add(w->X, w->Y, out w->Y);
            FpLanes.Select(Mask(exceptions.Doubled), w->Y, w->Slope, out w->Slope);
        }

        FpLanes.Multiply(w->Slope, w->Denominator, out w->Slope);
        FpLanes.Square(w->Slope, out w->X);
        FpLanes.Subtract(w->X, w->X1, out w->X);
        FpLanes.Subtract(w->X, w->X2, out w->X);
        FpLanes.Contract(w->X, out w->X);
        FpLanes.Subtract(w->X1, w->X, out w->Y);
        FpLanes.Multiply(w->Slope, w->Y, out w->Y);
        FpLanes.Subtract(w->Y, w->Y1, out w->Y);
        FpLanes.Contract(w->Y, out w->Y);
        if (exceptions.Any) Replace(exceptions);
        Scatter(w->X, _targets + first, 0);
        Scatter(w->Y, _targets + first, (nuint)sizeof(Vector512<long>));
    }

    private void Replace(Exceptions exceptions)
    {
        Workspace* w = _workspace;
        FpLanes zero = default;
        Vector512<long> left = Mask(exceptions.Left), right = Mask(exceptions.Right), infinite = Mask(exceptions.Infinite);
        FpLanes.Select(left, w->X1, w->X, out w->X);
        FpLanes.Select(left, w->Y1, w->Y, out w->Y);
        FpLanes.Select(right, w->X2, w->X, out w->X);
        FpLanes.Select(right, w->Y2, w->Y, out w->Y);
        FpLanes.Select(infinite, zero, w->X, out w->X);
        FpLanes.Select(infinite, zero, w->Y, out w->Y);
    }

    /// <summary>−1 in the lanes whose bit is set.</summary>
    private static Vector512<long> Mask(uint lanes) =>
        ~Vector512.Equals(Vector512.Create((long)lanes) & Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128), Vector512<long>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void GatherY(int first)
    {
        Workspace* w = _workspace;
        Gather(_left + first, (nuint)sizeof(Vector512<long>), out w->Y1);
        Gather(_right + first, (nuint)sizeof(Vector512<long>), out w->Y2);
        FpLanes.NegateWhere(*(Vector512<long>*)(_leftSigns + first), w->Y1, out w->Y1);
        FpLanes.NegateWhere(*(Vector512<long>*)(_rightSigns + first), w->Y2, out w->Y2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(nuint* addresses, nuint offset, out FpLanes lanes)
    {
        Unsafe.SkipInit(out lanes);
        ref Lanes.Block to = ref Unsafe.As<FpLanes, Lanes.Block>(ref lanes);
        Lanes.Transpose(
            Row(addresses[0] + offset), Row(addresses[1] + offset), Row(addresses[2] + offset), Row(addresses[3] + offset),
            Row(addresses[4] + offset), Row(addresses[5] + offset), Row(addresses[6] + offset), Row(addresses[7] + offset),
            out to._0, out to._1, out to._2, out to._3, out to._4, out to._5, out to._6, out to._7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter(in FpLanes lanes, nuint* addresses, nuint offset)
    {
        ref readonly Lanes.Block from = ref Unsafe.As<FpLanes, Lanes.Block>(ref Unsafe.AsRef(in lanes));
        Lanes.Transpose(
            from._0, from._1, from._2, from._3, from._4, from._5, from._6, from._7,
            out Row(addresses[0] + offset), out Row(addresses[1] + offset), out Row(addresses[2] + offset), out Row(addresses[3] + offset),
            out Row(addresses[4] + offset), out Row(addresses[5] + offset), out Row(addresses[6] + offset), out Row(addresses[7] + offset));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector512<long> Row(nuint address) => ref *(Vector512<long>*)address;

    /// <summary>Points are met in the order of their digits, which is no order: the processor cannot guess what is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(int group, bool yToo)
    {
        for (int i = group * Lanes.Count; i < (group + 1) * Lanes.Count; i++)
        {
            Sse.Prefetch0((void*)_left[i]);
            Sse.Prefetch0((void*)_right[i]);
            if (!yToo) continue;
            Sse.Prefetch0((void*)(_left[i] + 64));
            Sse.Prefetch0((void*)(_right[i] + 64));
        }
    }

    private void Free()
    {
        Lanes.Free(_workspace);
        Lanes.Free(_denominators);
        Lanes.Free(_prefixes);
        Lanes.Free(_left);
        Lanes.Free(_right);
        Lanes.Free(_targets);
        Lanes.Free(_leftSigns);
        Lanes.Free(_rightSigns);
        Lanes.Free(_sums);
    }
}
