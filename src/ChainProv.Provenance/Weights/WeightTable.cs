using System.Collections.Immutable;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>The tensors of a model in the order of their names' UTF-8 bytes, and how their data lies in chunks: every tensor starts a new one.</summary>
public sealed class WeightTable
{
    /// <summary>Of a model of two terabytes in 16 bits.</summary>
    public const int MaxChunks = 1 << 24;

    /// <summary>Of the table as <see cref="WeightTableEncoding"/> writes it.</summary>
    internal const int MaxEncodedBytes = 1 << 28;

    /// <summary>The first chunk of each tensor.</summary>
    private readonly int[] _firstChunks;

    /// <param name="tensors">In the right order.</param>
    private WeightTable(ImmutableArray<WeightTensor> tensors)
    {
        Tensors = tensors;
        _firstChunks = new int[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            _firstChunks[i] = ChunkCount;
            ChunkCount += (int)tensors[i].ChunkCount;
        }

        Digest = Sha256Digest.Of([.. "chainprov/weights-tensors/v1\0"u8, .. WeightTableEncoding.Encode(tensors)]);
    }

    public ImmutableArray<WeightTensor> Tensors { get; }

    public int ChunkCount { get; }

    /// <summary>The number of values in all tensors.</summary>
    public long Parameters => Tensors.Sum(tensor => tensor.Parameters);

    /// <summary>The length of all data.</summary>
    public long Bytes => Tensors.Sum(tensor => tensor.Bytes);

    /// <summary>SHA-256("chainprov/weights-tensors/v1" ‖ 0x00 ‖ the table as <see cref="WeightTableEncoding"/> writes it).</summary>
    public Sha256Digest Digest { get; }

    /// <summary>A table of tensors that are in the right order.</summary>
    /// <exception cref="ArgumentException">They are not, or are too many.</exception>
    public static WeightTable Of(ImmutableArray<WeightTensor> tensors) =>
        Problem(tensors) is { } problem ? throw new ArgumentException(problem, nameof(tensors)) : new(tensors);

    /// <summary>Why the tensors make no table; null if they do.</summary>
    public static string? Problem(ImmutableArray<WeightTensor> tensors)
    {
        for (int i = 1; i < tensors.Length; i++)
        {
            int order = Unicode.Utf8Order.Compare(tensors[i - 1].Name, tensors[i].Name);
            if (order == 0) return $"the tensor {Unicode.Quote(tensors[i].Name)} stands twice";
            if (order > 0) return $"the tensor {Unicode.Quote(tensors[i].Name)} is not in the order of the names";
        }

        long chunks = 0, bytes = 0;
        foreach (WeightTensor tensor in tensors)
        {
            bytes += WeightTableEncoding.LengthOf(tensor);
            if (bytes > MaxEncodedBytes) return $"the tensors' names and shapes have more than {MaxEncodedBytes:N0} bytes, the most that are supported";
            chunks += tensor.ChunkCount;
            if (chunks > MaxChunks) return $"the tensors have more than {MaxChunks:N0} chunks, the most that are supported";
        }

        return null;
    }

    public WeightChunk Chunk(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ChunkCount);

        // Of tensors that begin at one chunk, all but the last are empty.
        int tensor = Array.BinarySearch(_firstChunks, index);
        if (tensor < 0) tensor = ~tensor - 1;
        while (tensor + 1 < _firstChunks.Length && _firstChunks[tensor + 1] == index) tensor++;
        long number = index - _firstChunks[tensor], size = Tensors[tensor].Packing.ChunkBytes, offset = number * size;
        return new(index, tensor, number, offset, (int)Math.Min(size, Tensors[tensor].Bytes - offset));
    }

    /// <summary>"chunk 3 of tensor "model.norm.weight"".</summary>
    public string Describe(WeightChunk chunk) => $"chunk {chunk.Number:N0} of tensor {Unicode.Quote(Tensors[chunk.Tensor].Name)}";
}
