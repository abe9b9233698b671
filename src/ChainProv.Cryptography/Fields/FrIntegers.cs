using System.Runtime.InteropServices;

namespace ChainProv.Cryptography.Fields;

/// <summary>Many elements of Fr to integers at once.</summary>
internal static unsafe class FrIntegers
{
    /// <summary>Of a product of lanes, 1/2^260, what brings the Montgomery form x·2^256 to x.</summary>
    private const long OutOfMontgomeryForm = 16;

    /// <summary>Writes each element's canonical integer, four limbs of 64 bits.</summary>
    public static void Write(ReadOnlySpan<Fr> elements, Span<ulong> limbs)
    {
        int inLanes = Lanes.IsSupported ? elements.Length / Lanes.Count * Lanes.Count : 0;
        if (inLanes > 0)
        {
            Span<Fr> words = MemoryMarshal.Cast<ulong, Fr>(limbs);
            FrLanes* w = Lanes.Allocate<FrLanes>(2);
            FrLanes.Broadcast([OutOfMontgomeryForm, 0, 0, 0, 0], out w[1]);
            for (int i = 0; i < inLanes; i += Lanes.Count)
            {
                FrLanes.Unpack(elements.Slice(i, Lanes.Count), out w[0]);
                FrLanes.Multiply(w[0], w[1], out w[0]);
                FrLanes.Pack(w[0], words.Slice(i, Lanes.Count));
            }

            Lanes.Free(w);
        }

        for (int i = inLanes; i < elements.Length; i++) elements[i].WriteLimbs(limbs[(4 * i)..]);
    }
}
