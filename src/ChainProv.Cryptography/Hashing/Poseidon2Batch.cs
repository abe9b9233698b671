using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Equal work for many states, sixteen at a time; of the last sixteen some may be missing, and are permuted as zeros.</summary>
internal static unsafe class Poseidon2Batch
{
    /// <summary>As <see cref="Poseidon2.Compress"/>, of two neighbours for each parent.</summary>
    public static void Compress(Poseidon2Lanes permutation, ReadOnlySpan<Fr> children, Span<Fr> parents)
    {
        const int Width = 2;
        FrLanes* state = Lanes.Allocate<FrLanes>(3 * Poseidon2Lanes.Groups), left = state + (Width * Poseidon2Lanes.Groups);
        try
        {
            for (int start = 0; start < parents.Length; start += Poseidon2Lanes.Count)
            {
                for (int i = 0; i < Width; i++) Load(children, Width * start + i, Width, state + (Poseidon2Lanes.Groups * i));
                for (int group = 0; group < Poseidon2Lanes.Groups; group++) left[group] = state[group];
                permutation.Permute(state);
                for (int group = 0; group < Poseidon2Lanes.Groups; group++) FrLanes.Add(state[group], left[group], out state[group]);
                Store(state, parents[start..]);
            }
        }
        finally
        {
            Lanes.Free(state);
        }
    }

    /// <summary>As <see cref="Poseidon2.Hash"/>, of equally many inputs for each output.</summary>
    /// <param name="permutation">Of width 3.</param>
    /// <param name="capacity">What element 2 of every state begins with.</param>
    /// <param name="inputs">Of the first sponge, of the second, and so on.</param>
    /// <param name="outputs">One of each sponge.</param>
    public static void Hash(Poseidon2Lanes permutation, Fr capacity, ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        const int Width = Poseidon2.Rate + 1;
        int length = inputs.Length / outputs.Length;
        FrLanes* state = Lanes.Allocate<FrLanes>((Width + 1) * Poseidon2Lanes.Groups), block = state + (Width * Poseidon2Lanes.Groups);
        try
        {
            FrLanes.Load([.. Enumerable.Repeat(capacity, Lanes.Count)], out FrLanes start);
            for (int first = 0; first < outputs.Length; first += Poseidon2Lanes.Count)
            {
                for (int i = 0; i < Width * Poseidon2Lanes.Groups; i++) state[i] = i < Poseidon2.Rate * Poseidon2Lanes.Groups ? default : start;
                for (int input = 0; input < length; input++)
                {
                    Load(inputs, (first * length) + input, length, block);
                    FrLanes* element = state + (input % Poseidon2.Rate * Poseidon2Lanes.Groups);
                    for (int group = 0; group < Poseidon2Lanes.Groups; group++) FrLanes.Add(element[group], block[group], out element[group]);
                    if (input % Poseidon2.Rate == Poseidon2.Rate - 1 || input == length - 1) permutation.Permute(state);
                }

                Store(state, outputs[first..]);
            }
        }
        finally
        {
            Lanes.Free(state);
        }
    }

    /// <summary>Sixteen elements, one every so many; zeros from the end on.</summary>
    private static void Load(ReadOnlySpan<Fr> elements, int first, int step, FrLanes* groups)
    {
        Span<Fr> eight = stackalloc Fr[Lanes.Count];
        for (int group = 0; group < Poseidon2Lanes.Groups; group++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++, first += step) eight[lane] = first < elements.Length ? elements[first] : Fr.Zero;
            FrLanes.Load(eight, out groups[group]);
        }
    }

    /// <summary>Sixteen elements, or as many as there is room for.</summary>
    private static void Store(FrLanes* groups, Span<Fr> elements)
    {
        Span<Fr> eight = stackalloc Fr[Lanes.Count];
        for (int group = 0; group < Poseidon2Lanes.Groups && !elements.IsEmpty; group++)
        {
            FrLanes.Store(groups[group], eight);
            int count = Math.Min(Lanes.Count, elements.Length);
            eight[..count].CopyTo(elements);
            elements = elements[count..];
        }
    }
}
