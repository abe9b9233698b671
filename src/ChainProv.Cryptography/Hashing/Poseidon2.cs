using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Poseidon2 over the scalar field of BLS12-381: the Merkle compression and the sponge of
/// <c>docs/release-statement.md</c>.</summary>
public static class Poseidon2
{
    /// <summary>Input elements per permutation of the sponge.</summary>
    public const int Rate = 2;

    /// <summary>P2 of the page.</summary>
    public static Poseidon2Permutation<Fr> Width2 { get; } = new(2);

    /// <summary>P3 of the page.</summary>
    public static Poseidon2Permutation<Fr> Width3 { get; } = new(3);

    private static readonly Lazy<Poseidon2Lanes> Lanes2 = new(() => new(Width2)), Lanes3 = new(() => new(Width3));

    /// <summary>Permutes the state (a, b).</summary>
    public static void Permute(ref Fr a, ref Fr b)
    {
        Span<Fr> state = [a, b];
        Width2.Permute(state);
        (a, b) = (state[0], state[1]);
    }

    /// <summary>Permutes the state (a, b, c).</summary>
    public static void Permute(ref Fr a, ref Fr b, ref Fr c)
    {
        Span<Fr> state = [a, b, c];
        Width3.Permute(state);
        (a, b, c) = (state[0], state[1], state[2]);
    }

    /// <summary><c>node(l, r) = P2(l, r)[0] + l</c>: one step of a Merkle tree (eprint 2023/323, section 3.1, Davies–Meyer form).</summary>
    public static Fr Compress(Fr left, Fr right)
    {
        Span<Fr> state = [left, right];
        Width2.Permute(state);
        return state[0] + left;
    }

    /// <summary>One layer of a Merkle tree: parent i is the compression of children 2i and 2i + 1.</summary>
    /// <exception cref="ArgumentException">There are not exactly two children for each parent.</exception>
    public static void CompressLayer(ReadOnlySpan<Fr> children, Span<Fr> parents) => CompressLayer(children, parents, Lanes.IsSupported);

    /// <param name="children">The nodes of a layer.</param>
    /// <param name="parents">Those of the next.</param>
    /// <param name="usesLanes">Whether many permutations are done at a time: the results are the same.</param>
    internal static void CompressLayer(ReadOnlySpan<Fr> children, Span<Fr> parents, bool usesLanes)
    {
        if (children.Length != 2L * parents.Length)
            throw new ArgumentException($"{parents.Length} parents need twice as many children, not {children.Length}.", nameof(children));
        if (usesLanes && parents.Length > 1)
        {
            Poseidon2Batch.Compress(Lanes2.Value, children, parents);
            return;
        }

        for (int i = 0; i < parents.Length; i++) parents[i] = Compress(children[2 * i], children[(2 * i) + 1]);
    }

    /// <summary><c>sponge(tag; inputs)</c>: width 3, rate 2, tag and length in the capacity element, output element 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs.</exception>
    public static Fr Hash(HashTag tag, params ReadOnlySpan<Fr> inputs)
    {
        Span<Fr> state = [Fr.Zero, Fr.Zero, tag.Capacity(inputs.Length)];
        for (int i = 0; i < inputs.Length; i += Rate)
        {
            state[0] += inputs[i];
            if (i + 1 < inputs.Length) state[1] += inputs[i + 1];
            Width3.Permute(state);
        }

        return state[0];
    }

    /// <summary>One sponge for each output, over the equally many inputs that lie side by side: output i hashes inputs [i·n,
    /// (i+1)·n).</summary>
    /// <exception cref="ArgumentException">The inputs do not divide evenly among the outputs.</exception>
    public static void HashMany(HashTag tag, ReadOnlySpan<Fr> inputs, Span<Fr> outputs) => HashMany(tag, inputs, outputs, Lanes.IsSupported);

    /// <param name="tag">Of every sponge.</param>
    /// <param name="inputs">Of all sponges.</param>
    /// <param name="outputs">One of each.</param>
    /// <param name="usesLanes">Whether many permutations are done at a time: the results are the same.</param>
    internal static void HashMany(HashTag tag, ReadOnlySpan<Fr> inputs, Span<Fr> outputs, bool usesLanes)
    {
        if (outputs.IsEmpty && inputs.IsEmpty) return;
        if (outputs.IsEmpty || inputs.Length % outputs.Length != 0)
            throw new ArgumentException($"{inputs.Length} inputs do not divide among {outputs.Length} outputs.", nameof(inputs));
        int length = inputs.Length / outputs.Length;
        if (usesLanes && outputs.Length > 1)
        {
            Poseidon2Batch.Hash(Lanes3.Value, tag.Capacity(length), inputs, outputs);
            return;
        }

        for (int i = 0; i < outputs.Length; i++) outputs[i] = Hash(tag, inputs.Slice(i * length, length));
    }
}
