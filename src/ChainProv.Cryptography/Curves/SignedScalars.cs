using System.Numerics;
using System.Runtime.InteropServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Scalars as integers, each taken as the smaller of s and r − s in magnitude, so that small negative numbers are small too.</summary>
internal sealed class SignedScalars
{
    private const int ChunkLength = 4096;

    private readonly ulong[] _limbs;

    /// <summary>The magnitude's length in bits, negative where the integer is.</summary>
    private readonly short[] _bits;

    private readonly int _limbCount;

    private SignedScalars(int count, int limbCount) => (_limbs, _bits, _limbCount) = (new ulong[(long)count * limbCount], new short[count], limbCount);

    public static SignedScalars From<TScalar>(ReadOnlyMemory<TScalar> scalars, ParallelOptions parallel) where TScalar : unmanaged, IPrimeField<TScalar>
    {
        SignedScalars result = new(scalars.Length, TScalar.ByteLength / sizeof(ulong));
        ForEachChunk(scalars.Length, parallel, (start, end) =>
        {
            Span<ulong> limbs = result._limbs.AsSpan(start * result._limbCount, (end - start) * result._limbCount);
            if (typeof(TScalar) == typeof(Fr)) FrIntegers.Write(MemoryMarshal.Cast<TScalar, Fr>(scalars.Span[start..end]), limbs);
            else for (int i = start; i < end; i++) scalars.Span[i].WriteLimbs(limbs.Slice((i - start) * result._limbCount, result._limbCount));
            for (int i = start; i < end; i++) result._bits[i] = TakeMagnitude<TScalar>(limbs.Slice((i - start) * result._limbCount, result._limbCount));
        });
        return result;
    }

    public ReadOnlySpan<ulong> Magnitude(int position) => _limbs.AsSpan(position * _limbCount, _limbCount);

    public bool IsNegative(int position) => _bits[position] < 0;

    /// <summary>The magnitude's length.</summary>
    public int BitLength(int position) => Math.Abs(_bits[position]);

    /// <summary>The positions of those with so many bits.</summary>
    public int[] Positions(int least, int most)
    {
        int count = 0;
        foreach (short bits in _bits)
            if (Math.Abs(bits) >= least && Math.Abs(bits) <= most) count++;
        int[] positions = new int[count];
        for (int i = 0, written = 0; written < count; i++)
            if (BitLength(i) >= least && BitLength(i) <= most) positions[written++] = i;
        return positions;
    }

    /// <summary>How many have each length.</summary>
    public int[] Histogram()
    {
        int[] histogram = new int[(64 * _limbCount) + 1];
        foreach (short bits in _bits) histogram[Math.Abs(bits)]++;
        return histogram;
    }

    public static void ForEachChunk(int length, ParallelOptions parallel, Action<int, int> body) =>
        Parallel.For(0, (length + ChunkLength - 1) / ChunkLength, parallel, chunk => body(chunk * ChunkLength, Math.Min(length, (chunk + 1) * ChunkLength)));

    /// <summary>From s to the smaller of s and r − s, which is at most (r − 1)/2; its length, negative for the latter.</summary>
    private static short TakeMagnitude<TScalar>(Span<ulong> limbs) where TScalar : unmanaged, IPrimeField<TScalar>
    {
        int length = Length(limbs);
        if (length <= 64) return (short)length;
        ReadOnlySpan<ulong> modulus = PrimeLimbs<TScalar>.Value;
        Span<ulong> opposite = stackalloc ulong[limbs.Length];
        ulong borrow = 0;
        for (int i = 0; i < limbs.Length; i++) opposite[i] = Limb.Subtract(modulus[i], limbs[i], ref borrow);
        // r is odd, so the two differ.
        int top = limbs.Length - 1;
        while (limbs[top] == opposite[top]) top--;
        if (limbs[top] < opposite[top]) return (short)length;
        opposite.CopyTo(limbs);
        return (short)-Length(limbs);
    }

    private static int Length(ReadOnlySpan<ulong> limbs)
    {
        int top = limbs.LastIndexOfAnyExcept(0UL);
        return top < 0 ? 0 : (64 * (top + 1)) - BitOperations.LeadingZeroCount(limbs[top]);
    }

    private static class PrimeLimbs<TScalar> where TScalar : unmanaged, IPrimeField<TScalar>
    {
        public static readonly ulong[] Value =
            [.. Enumerable.Range(0, TScalar.ByteLength / 8).Select(i => (ulong)((TScalar.Modulus >> (64 * i)) & ulong.MaxValue))];
    }
}
