using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;
using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>Opens commitments to the weights of a model that lies here.</summary>
/// <remarks>Nothing is given out that would not verify, nor anything of hiding weights before the ledger has it on the disk.</remarks>
/// <param name="source">The weights, as they were when they were committed to.</param>
/// <param name="blinding">What hides them, the same as then.</param>
/// <param name="weights">The commitments.</param>
/// <param name="ledger">Counts the openings; needed for hiding weights.</param>
/// <param name="options">How to go through the weights.</param>
public sealed class WeightsOpener(WeightSource source, ChunkBlinding blinding, WeightsCommitment weights, OpeningLedger? ledger, WeightsOptions options)
{
    private const string Changed = "the model is not the one that was committed to, or its seed is another; commit to it again";

    /// <summary>Opens all chunks together, in one pass over the weights.</summary>
    /// <param name="context">What it is for.</param>
    /// <exception cref="InputException">A file cannot be read, or holds other weights than were committed to.</exception>
    /// <exception cref="InvalidOperationException">The weights are hiding, and there is no ledger.</exception>
    /// <exception cref="OpeningsUsedUpException">The weights have been opened as often as they may be.</exception>
    /// <exception cref="OpeningLedgerException">The opening cannot be counted.</exception>
    public WeightsOpening OpenAll(Sha256Digest context)
    {
        RequireReady();
        Fr point = WeightsOpening.Point(weights.Digest, context);
        KzgOpening opened = new Kzg(KzgSrs.Ethereum, new CpuDevice(options.Threads)).Open(Fold(point), point, options.CancellationToken);
        WeightsOpening opening = new(weights.Digest, context, opened.Value, opened.Proof);
        if (opening.Problem(weights, context) is not null) throw new InputException(source.Paths, null, Changed);
        WeightsBudget.SpendAll(ledger, weights, options.CancellationToken);
        return opening;
    }

    /// <summary>Opens random chunks.</summary>
    /// <param name="context">The asker's nonce.</param>
    /// <param name="asked">How many; where there are fewer, all are opened.</param>
    /// <inheritdoc cref="OpenAll"/>
    public WeightsPossession OpenChunks(Sha256Digest context, int asked)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(asked);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asked, WeightsPossession.MaxChunks);
        RequireReady();
        (int Chunk, Fr Point)[] challenges = PossessionChallenge.Draw(weights.Digest, context, weights.Table.ChunkCount, Math.Min(asked, weights.Table.ChunkCount));
        Dictionary<int, Fr> points = challenges.ToDictionary(challenge => challenge.Chunk, challenge => challenge.Point);
        Dictionary<int, OpenedChunk> opened = [];
        ChunkPolynomials polynomials = new(weights.Table, blinding);
        Kzg kzg = new(KzgSrs.Ethereum, new CpuDevice(threads: 1));
        new ChunkPipeline(source, options).Run(
            points.Keys,
            () => new Fr[ChunkPolynomials.Length],
            (coefficients, chunk, data) =>
            {
                polynomials.Write(chunk, data, coefficients);
                KzgOpening opening = kzg.Open(coefficients, points[chunk.Index], options.CancellationToken);
                OpenedChunk one = new(weights.Commitments.Span[chunk.Index], opening.Value, opening.Proof, weights.Tree.Path(chunk.Index));
                lock (opened) opened.Add(chunk.Index, one);
                return true;
            },
            _ => { });
        WeightsPossession possession = new(weights.Summary, context, [.. challenges.Select(challenge => opened[challenge.Chunk])]);
        if (possession.Problem(weights.Digest, context, asked) is not null) throw new InputException(source.Paths, null, Changed);
        WeightsBudget.SpendEach(ledger, weights, points.Keys, options.CancellationToken);
        return possession;
    }

    /// <summary>Σ z^(k·2³²)·fₖ, a part of it for each thread.</summary>
    private Fr[] Fold(Fr point)
    {
        Fr[] factors = FoldedVectors.Factors(weights.Table.ChunkCount, point), total = new Fr[ChunkPolynomials.Length];
        ChunkPolynomials polynomials = new(weights.Table, blinding);
        new ChunkPipeline(source, options).Run(
            [.. Enumerable.Range(0, weights.Table.ChunkCount)],
            () => (Chunk: new Fr[ChunkPolynomials.Length], Sum: new Fr[ChunkPolynomials.Length]),
            (local, chunk, data) =>
            {
                polynomials.Write(chunk, data, local.Chunk);
                for (int i = 0; i < local.Sum.Length; i++) local.Sum[i] += factors[chunk.Index] * local.Chunk[i];
                return true;
            },
            local =>
            {
                for (int i = 0; i < total.Length; i++) total[i] += local.Sum[i];
            });
        return total;
    }

    /// <summary>What can be told before the weights are read.</summary>
    private void RequireReady()
    {
        if (weights.IsHiding && ledger is null) throw new InvalidOperationException("Hiding weights are opened under a ledger, or they would not stay hidden.");
        if (weights.Table.ChunkCount == 0) throw new InputException(source.Paths, null, "holds no values, so that there is nothing to open");
        if (blinding.Count != weights.Summary.Blinding || source.Table.Digest != weights.Table.Digest) throw new InputException(source.Paths, null, Changed);
    }
}
