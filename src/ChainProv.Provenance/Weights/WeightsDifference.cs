namespace ChainProv.Provenance.Weights;

/// <summary>Where weights that lie here differ from those that public commitments are of.</summary>
/// <param name="Tensor">The first tensor that is another one, by name.</param>
/// <param name="Chunk">Its first chunk with other contents; null where already its type or shape differs, or it is missing or in excess.</param>
/// <param name="Problem">What differs, in words.</param>
public sealed record WeightsDifference(string Tensor, long? Chunk, string Problem)
{
    /// <summary>Computes the commitments anew up to the first that differs.</summary>
    /// <returns>Null if the weights are those.</returns>
    /// <exception cref="ArgumentException">The commitments are hiding: nobody can compute them without the seed.</exception>
    /// <exception cref="Files.InputException">A file of the model cannot be read.</exception>
    public static WeightsDifference? First(WeightSource source, WeightsCommitment weights, WeightsOptions options)
    {
        if (weights.IsHiding) throw new ArgumentException("The commitments hide the weights.", nameof(weights));
        if (OfTables(source.Table, weights.Table) is { } difference) return difference;
        int first = int.MaxValue;
        Lock comparing = new();
        ChunkPolynomials polynomials = new(source.Table, ChunkBlinding.Public);
        ChunkCommitter committer = new(source.Table.ChunkCount, options.Threads);
        new ChunkPipeline(source, options).Run(
            [.. Enumerable.Range(0, source.Table.ChunkCount)],
            () => new Fr[ChunkPolynomials.Length],
            (coefficients, chunk, data) =>
            {
                polynomials.Write(chunk, data, coefficients);
                if (committer.Commit(coefficients) == weights.Commitments.Span[chunk.Index]) return true;
                lock (comparing) first = Math.Min(first, chunk.Index);
                return false;
            },
            _ => { });
        if (first == int.MaxValue) return null;
        WeightChunk found = source.Table.Chunk(first);
        return new(source.Table.Tensors[found.Tensor].Name, found.Number, $"{source.Table.Describe(found)} holds other weights");
    }

    private static WeightsDifference? OfTables(WeightTable here, WeightTable expected)
    {
        for (int i = 0; i < Math.Max(here.Tensors.Length, expected.Tensors.Length); i++)
        {
            WeightTensor? found = i < here.Tensors.Length ? here.Tensors[i] : null, wanted = i < expected.Tensors.Length ? expected.Tensors[i] : null;
            if (found == wanted) continue;

            // Both are sorted: the lower name is the one that the other side lacks.
            int order = found is null ? 1 : wanted is null ? -1 : Files.Unicode.Utf8Order.Compare(found.Name, wanted.Name);
            return order < 0 ? new(found!.Name, null, $"the tensor {found} is not among those that were committed to")
                : order > 0 ? new(wanted!.Name, null, $"the tensor {wanted} is missing")
                : new(wanted!.Name, null, $"the tensor is {found}, not {wanted}");
        }

        return null;
    }
}
