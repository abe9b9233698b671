using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Collects additions of points and does them eight at a time, all with one inversion: <see cref="BatchAddition{TCurve, TField, TScalar}"/> in lanes.</summary>
/// <remarks>
/// A point is its <see cref="LanePointName"/>, and 0 is infinity. Every sum has a place of its own until <see cref="Reset"/>, so nothing that is named is
/// overwritten. Equal points are doubled, opposite ones make infinity, infinity may be an operand: the lanes in question are told by masks, and the
/// others do not notice. Two groups of eight go side by side, as one alone would wait for its own results. For one thread.
/// </remarks>
internal sealed unsafe class LaneAddition<TField, TLanes> : IDisposable
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    /// <summary>Enough to make the inversion cheap, little enough to stay in the cache.</summary>
    private static int Capacity => 4096 / TLanes.RowCount;

    private const int GroupsTogether = 2;

    /// <summary>What is done in lanes that are not plain additions, one bit each.</summary>
    private record struct Exceptions(byte Doubled, byte Left, byte Right, byte Infinite)
    {
        public readonly bool Any => (Doubled | Left | Right | Infinite) != 0;
    }

    private struct Workspace
    {
        public TLanes X1, X2, Y1, Y2, Inverse, Denominator, Slope, X, Y;
        public Vector512<ulong> Addresses;
    }

    private readonly Workspace* _workspace = Lanes.Allocate<Workspace>(GroupsTogether);
    private readonly TLanes* _denominators = Lanes.Allocate<TLanes>((nuint)(Capacity / Lanes.Count));
    private readonly TLanes* _prefixes = Lanes.Allocate<TLanes>((nuint)(Capacity / Lanes.Count));
    private readonly nuint* _left = Lanes.Allocate<nuint>((nuint)Capacity), _right = Lanes.Allocate<nuint>((nuint)Capacity);
    private readonly Exceptions[] _exceptions = new Exceptions[Capacity / Lanes.Count];
    private byte* _sums = Lanes.Allocate<byte>(1);
    private int _room, _done, _count;

    ~LaneAddition() => Free();

    /// <summary>Whether operands are looked at for infinity that is not 0. A sum that is infinity sets it.</summary>
    public bool MayMeetInfinity { get; set; }

    private static int PointBytes => LanePointName.PlainBytes(TLanes.RowCount);

    /// <summary>Forgets all sums, and makes room for so many.</summary>
    public void Reset(int room)
    {
        (_done, _count) = (0, 0);
        if (room <= _room) return;
        Lanes.Free(_sums);
        _sums = null;
        _room = 0;
        _sums = Lanes.Allocate<byte>((nuint)(room + (GroupsTogether * Lanes.Count)) * (nuint)PointBytes);
        _room = room;
    }

    /// <summary>The name of left + right, which is there after <see cref="Flush"/>.</summary>
    public nuint Add(nuint left, nuint right)
    {
        if (left == 0 || right == 0) return left | right;
        if (_count == Capacity) Flush();
        if (_done + _count == _room) ThrowNoRoom();
        (_left[_count], _right[_count]) = (left, right);
        return Sum(_done + _count++);
    }

    /// <summary>Adds each run's points in pairs, moving left, until no run is longer than one.</summary>
    public void Halve(Span<nuint> points, Span<int> lengths)
    {
        while (AddPairs(points, lengths)) Flush();
        Flush();
    }

    /// <summary>One step of halving; false where it was the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AddPairs(Span<nuint> points, Span<int> lengths)
    {
        bool again = false;
        int most = 0;
        foreach (int length in lengths) most += length / 2;
        if (_done + _count + most > _room) ThrowNoRoom();
        fixed (nuint* start = points)
        {
            nuint* read = start, write = start, left = _left, right = _right;
            nuint sum = Sum(_done + _count);
            foreach (ref int length in lengths)
            {
                int pairs = length / 2;
                for (int i = 0; i < pairs; i++, read += 2)
                {
                    (nuint a, nuint b) = (read[0], read[1]);
                    if (a == 0 || b == 0)
                    {
                        *write++ = a | b;
                        continue;
                    }

                    if (_count == Capacity) Flush();
                    left[_count] = a;
                    right[_count++] = b;
                    *write++ = sum;
                    sum += (nuint)PointBytes;
                }

                if (length % 2 == 1) *write++ = *read++;
                length -= pairs;
                again |= length > 1;
            }
        }

        return again;
    }

    /// <summary>Whether a name is that of a sum, which <see cref="Reset"/> forgets.</summary>
    public bool IsSum(nuint name) => name >= Sum(0) && name < Sum(_done + _count);

    /// <summary>Does what is queued.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush()
    {
        if (_count == 0) return;
        int count = _count;
        // The lanes that would be idle at the end repeat the first addition, for nobody: what comes next overwrites their places.
        for (; _count % (GroupsTogether * Lanes.Count) != 0; _count++) (_left[_count], _right[_count]) = (_left[0], _right[0]);

        int groups = _count / Lanes.Count;
        Workspace* even = _workspace, odd = _workspace + 1;
        TLanes.Copy(TLanes.One, out even->Inverse);
        TLanes.Copy(TLanes.One, out odd->Inverse);
        for (int group = 0; group < groups; group += GroupsTogether)
        {
            int next = Math.Min(group + GroupsTogether, groups - GroupsTogether) * Lanes.Count;
            PrefetchX(_left + next);
            Denominator(even, group);
            PrefetchX(_right + next);
            Denominator(odd, group + 1);
            TLanes.Copy(even->Inverse, out _prefixes[group]);
            TLanes.Copy(odd->Inverse, out _prefixes[group + 1]);
            TLanes.Multiply(even->Inverse, _denominators[group], out even->Inverse);
            TLanes.Multiply(odd->Inverse, _denominators[group + 1], out odd->Inverse);
        }

        Invert();
        for (int group = groups - GroupsTogether; group >= 0; group -= GroupsTogether)
        {
            int next = Math.Max(group - GroupsTogether, 0) * Lanes.Count;
            PrefetchY(_left + next);
            TLanes.Multiply(even->Inverse, _prefixes[group], out even->Denominator);
            TLanes.Multiply(odd->Inverse, _prefixes[group + 1], out odd->Denominator);
            PrefetchY(_right + next);
            TLanes.Multiply(even->Inverse, _denominators[group], out even->Inverse);
            TLanes.Multiply(odd->Inverse, _denominators[group + 1], out odd->Inverse);
            PrefetchX(_left + next);
            FindSlope(even, group);
            FindSlope(odd, group + 1);
            FindX(even);
            FindX(odd);
            FindY(even);
            FindY(odd);
            Write(even, group);
            Write(odd, group + 1);
        }

        _done += count;
        _count = 0;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private nuint Sum(int place) => (nuint)(_sums + ((nint)place * PointBytes));

    /// <summary>x₂ − x₁, within 25p/8, which is not zero; 2y₁ where the points are equal; 1 where there is nothing to divide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Denominator(Workspace* w, int group)
    {
        int first = group * Lanes.Count;
        GatherX(w, _left + first, out w->X1);
        GatherX(w, _right + first, out w->X2);
        TLanes.Subtract(w->X2, w->X1, out _denominators[group]);
        uint zero = TLanes.ZeroLanes(_denominators[group]);
        _exceptions[group] = default;
        if (zero != 0 || MayMeetInfinity) Except(w, group, zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Except(Workspace* w, int group, uint sameX)
    {
        int first = group * Lanes.Count;
        uint left = 0, right = 0;
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            if (LanePointName.IsInfinity(_right[first + lane], TLanes.RowCount)) left |= 1u << lane;
            else if (LanePointName.IsInfinity(_left[first + lane], TLanes.RowCount)) right |= 1u << lane;
        }

        GatherY(w, first);
        TLanes.Add(w->Y1, w->Y2, out w->Y);
        uint opposite = TLanes.ZeroLanes(w->Y), ordinary = sameX & ~(left | right);
        _exceptions[group] = new((byte)(ordinary & ~opposite), (byte)left, (byte)right, (byte)(ordinary & opposite));
        MayMeetInfinity |= (ordinary & opposite) != 0;

        TLanes.Double(w->Y1, out w->Y);
        TLanes.Select(Mask(ordinary & ~opposite), w->Y, _denominators[group], out _denominators[group]);
        TLanes.Select(Mask(left | right | (ordinary & opposite)), TLanes.One, _denominators[group], out _denominators[group]);
    }

    /// <summary>Sixteen inverses from one: products of two, of four, … and back from the inverse of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Invert()
    {
        Workspace* w = _workspace;
        ref TLanes even = ref w[0].Inverse, odd = ref w[1].Inverse, two = ref w->X1, four = ref w->X2, eight = ref w->Y1, turned = ref w->Y2, inverse = ref w->X;
        TLanes.Multiply(even, odd, out two);
        TLanes.Rotate(two, 4, out turned);
        TLanes.Multiply(two, turned, out four);
        TLanes.Rotate(four, 2, out turned);
        TLanes.Multiply(four, turned, out eight);
        TLanes.Rotate(eight, 1, out turned);
        TLanes.Multiply(eight, turned, out inverse);

        Span<TField> lanes = stackalloc TField[Lanes.Count];
        TLanes.Store(inverse, lanes);
        lanes.Fill(lanes[0].Inverse());
        TLanes.Load(lanes, out inverse);

        TLanes.Multiply(inverse, turned, out inverse);
        TLanes.Rotate(four, 2, out turned);
        TLanes.Multiply(inverse, turned, out inverse);
        TLanes.Rotate(two, 4, out turned);
        TLanes.Multiply(inverse, turned, out inverse);
        TLanes.Multiply(inverse, odd, out turned);
        TLanes.Multiply(inverse, even, out odd);
        TLanes.Copy(turned, out even);
    }

    /// <summary>λ = (y₂ − y₁)/(x₂ − x₁), or 3x₁²/2y₁.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindSlope(Workspace* w, int group)
    {
        int first = group * Lanes.Count;
        Exceptions exceptions = _exceptions[group];
        GatherX(w, _left + first, out w->X1);
        GatherY(w, first);
        if (exceptions.Any) GatherX(w, _right + first, out w->X2);
        else TLanes.Add(w->X1, _denominators[group], out w->X2);

        TLanes.Subtract(w->Y2, w->Y1, out w->Slope);
        if (exceptions.Doubled != 0)
        {
            TLanes.Square(w->X1, out w->X);
            TLanes.Double(w->X, out w->Y);
            TLanes.Add(w->X, w->Y, out w->Y);
            TLanes.Select(Mask(exceptions.Doubled), w->Y, w->Slope, out w->Slope);
        }

        TLanes.Multiply(w->Slope, w->Denominator, out w->Slope);
    }

    /// <summary>λ² − x₁ − x₂, within 17p/4 + p/64 before it is contracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindX(Workspace* w)
    {
        TLanes.Square(w->Slope, out w->X);
        TLanes.Subtract(w->X, w->X1, out w->X);
        TLanes.Subtract(w->X, w->X2, out w->X);
        TLanes.Contract(w->X, out w->X);
    }

    /// <summary>λ(x₁ − x) − y₁, within 17p/4 before it is contracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindY(Workspace* w)
    {
        TLanes.Subtract(w->X1, w->X, out w->Y);
        TLanes.Multiply(w->Slope, w->Y, out w->Y);
        TLanes.Subtract(w->Y, w->Y1, out w->Y);
        TLanes.Contract(w->Y, out w->Y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(Workspace* w, int group)
    {
        if (_exceptions[group].Any) Replace(w, _exceptions[group]);
        byte* first = _sums + ((nint)(_done + (group * Lanes.Count)) * PointBytes);
        TLanes.Scatter(w->Y, first, PointBytes);
        TLanes.Scatter(w->X, first + (TLanes.RowCount * LanePointName.RowBytes), PointBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Replace(Workspace* w, Exceptions exceptions)
    {
        TLanes zero = default;
        Vector512<long> left = Mask(exceptions.Left), right = Mask(exceptions.Right), infinite = Mask(exceptions.Infinite);
        TLanes.Select(left, w->X1, w->X, out w->X);
        TLanes.Select(left, w->Y1, w->Y, out w->Y);
        TLanes.Select(right, w->X2, w->X, out w->X);
        TLanes.Select(right, w->Y2, w->Y, out w->Y);
        TLanes.Select(infinite, zero, w->X, out w->X);
        TLanes.Select(infinite, zero, w->Y, out w->Y);
    }

    /// <summary>−1 in the lanes whose bit is set.</summary>
    private static Vector512<long> Mask(uint lanes) =>
        ~Vector512.Equals(Vector512.Create((long)lanes) & Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128), Vector512<long>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GatherX(Workspace* w, nuint* names, out TLanes x)
    {
        w->Addresses = LanePointName.XRows(names, TLanes.RowCount);
        TLanes.Gather((nuint*)&w->Addresses, out x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void GatherY(Workspace* w, int first)
    {
        w->Addresses = LanePointName.YRows(_left + first);
        TLanes.Gather((nuint*)&w->Addresses, out w->Y1);
        TLanes.NegateWhere(LanePointName.Signs(_left + first), w->Y1, out w->Y1);
        w->Addresses = LanePointName.YRows(_right + first);
        TLanes.Gather((nuint*)&w->Addresses, out w->Y2);
        TLanes.NegateWhere(LanePointName.Signs(_right + first), w->Y2, out w->Y2);
    }

    /// <summary>Points are met in the order of their digits, which is no order: the processor cannot guess what is next. A few at a time, as it waits for no more than some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchX(nuint* names)
    {
        for (int i = 0; i < GroupsTogether * Lanes.Count; i++)
            for (int row = 0; row < TLanes.RowCount; row++) Sse.Prefetch0(LanePointName.XRow(names[i], TLanes.RowCount) + (row * LanePointName.RowBytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchY(nuint* names)
    {
        for (int i = 0; i < GroupsTogether * Lanes.Count; i++)
            for (int row = 0; row < TLanes.RowCount; row++) Sse.Prefetch0(LanePointName.Address(names[i]) + (row * LanePointName.RowBytes));
    }

    private static void ThrowNoRoom() => throw new InvalidOperationException("More sums than room was made for.");

    private void Free()
    {
        Lanes.Free(_workspace);
        Lanes.Free(_denominators);
        Lanes.Free(_prefixes);
        Lanes.Free(_left);
        Lanes.Free(_right);
        Lanes.Free(_sums);
    }
}
