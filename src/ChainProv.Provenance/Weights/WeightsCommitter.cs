using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>Commits to a model's weights. Public weights give the same commitments to anyone; hiding ones to whoever has the seed.</summary>
/// <param name="source">The weights.</param>
/// <param name="blinding">What hides them.</param>
/// <param name="options">How to go through them.</param>
public sealed class WeightsCommitter(WeightSource source, ChunkBlinding blinding, WeightsOptions options)
{
    private int _resumed;

    /// <summary>How many chunks an interrupted run had committed to.</summary>
    public int Resumed => _resumed;

    /// <summary>Commits, and writes the file. What an interrupted run has done, it finds beside the file (<see cref="PartialWeights"/>) and goes on from there.</summary>
    /// <exception cref="InputException">A file of the model cannot be read.</exception>
    /// <exception cref="OutputException">The file cannot be written, or another process is about to.</exception>
    public WeightsCommitment Commit(string path)
    {
        AtomicFile.RequirePlace(path);
        using PartialWeights partial = PartialWeights.Open(path + PartialWeights.Suffix, blinding);
        WeightsCommitment commitment = Compute(partial);
        WeightsFile.Write(path, commitment);
        partial.Delete();
        return commitment;
    }

    /// <summary>Commits, and leaves nothing on the disk.</summary>
    /// <exception cref="InputException">A file of the model cannot be read.</exception>
    public WeightsCommitment Compute() => Compute(null);

    private WeightsCommitment Compute(PartialWeights? partial)
    {
        WeightTable table = source.Table;
        ChunkPolynomials polynomials = new(table, blinding);
        Lazy<ChunkCommitter> committer = new(() => new(table.ChunkCount - (partial?.Count ?? 0), options.Threads));
        G1Affine[] commitments = new G1Affine[table.ChunkCount];
        _resumed = 0;
        new ChunkPipeline(source, options).Run(
            [.. Enumerable.Range(0, table.ChunkCount)],
            () => new Fr[ChunkPolynomials.Length],
            (coefficients, chunk, data) =>
            {
                Sha256Digest sha256 = partial is null && blinding.Count == 0 ? default : Sha256Digest.Of(data);
                if (partial is not null && partial.TryGet(table.Tensors[chunk.Tensor], chunk.Number, sha256, out commitments[chunk.Index]))
                {
                    Interlocked.Increment(ref _resumed);
                    return true;
                }

                polynomials.Write(chunk, data, sha256, coefficients);
                commitments[chunk.Index] = committer.Value.Commit(coefficients);
                partial?.Add(table.Tensors[chunk.Tensor], chunk.Number, sha256, commitments[chunk.Index]);
                return true;
            },
            _ => { });
        return new(table, blinding.Count, commitments);
    }
}
