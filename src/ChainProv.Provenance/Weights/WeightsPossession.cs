using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Weights;

/// <summary>Shows that whoever made it had k random chunks of a model's weights when the asker's context was known; checked against the weights digest alone.</summary>
/// <param name="Weights">What the digest is of.</param>
/// <param name="Context">The asker's nonce.</param>
/// <param name="Chunks">The chunks that the challenge named, in its order.</param>
public sealed record WeightsPossession(WeightsSummary Weights, Sha256Digest Context, ImmutableArray<OpenedChunk> Chunks) : IJsonFile
{
    /// <summary>So many may be asked for.</summary>
    public const int MaxChunks = 1024;

    public static string FormatName => "chainprov/weights-possession/v1";

    public static int MaxBytes => 8 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <summary>The probability that it could be made by someone who lacks a share of the chunks: (1 − share)^k, or less.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="asked">k.</param>
    public static double Odds(double share, int asked) => Math.Pow(1 - share, asked);

    /// <exception cref="InputException">The file is missing or is not a proof of possession.</exception>
    public static WeightsPossession Read(string path)
    {
        WeightsPossession possession = JsonFile.Read<WeightsPossession>(path);
        if (possession.Weights.Blinding is not (0 or ChunkBlinding.Coefficients)) throw new InputException(path, "$.weights.blinding", $"is {ChunkBlinding.Coefficients} or 0");
        if (possession.Weights.TensorCount < 0) throw new InputException(path, "$.weights.tensorCount", "is not negative");
        if (possession.Weights.ChunkCount is < 0 or > WeightTable.MaxChunks) throw new InputException(path, "$.weights.chunkCount", $"is at most {WeightTable.MaxChunks:N0}, and not negative");
        if (possession.Chunks.IsDefault || possession.Chunks.Length > MaxChunks) throw new InputException(path, "$.chunks", $"is a list of at most {MaxChunks:N0} chunks");
        return possession.Chunks.All(chunk => !chunk.Path.IsDefault) ? possession : throw new InputException(path, "$.chunks", "every chunk needs its path");
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this);

    /// <summary>Why it does not show possession of so many chunks of these weights; null if it does.</summary>
    /// <param name="weightsDigest">Of which weights.</param>
    /// <param name="context">The asker's nonce.</param>
    /// <param name="asked">k, the asker's too; where there are fewer chunks, all are needed.</param>
    public string? Problem(Sha256Digest weightsDigest, Sha256Digest context, int asked)
    {
        if (Weights.Digest() != weightsDigest) return $"the proof is of the weights {Weights.Digest()}, not {weightsDigest}";
        if (Context != context) return $"the proof was made for the context {Context}, not {context}";
        if (Weights.ChunkCount is <= 0 or > WeightTable.MaxChunks || asked is <= 0 or > MaxChunks) return "there is nothing that could be shown";
        if (Chunks.Length != Math.Min(asked, Weights.ChunkCount)) return $"the proof shows {Chunks.Length:N0} chunks, not the {Math.Min(asked, Weights.ChunkCount):N0} that are asked for";
        (int Chunk, Fr Point)[] challenges = PossessionChallenge.Draw(weightsDigest, context, Weights.ChunkCount, Chunks.Length);
        KzgClaim[] claims = new KzgClaim[Chunks.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            OpenedChunk opened = Chunks[i];
            Sha256Digest leaf = ChunkTree.Leaf(opened.Commitment.ToBytes(PointFormat.Compressed));
            if (ChunkTree.RootFrom(leaf, challenges[i].Chunk, Weights.ChunkCount, opened.Path) != Weights.ChunkRoot)
                return $"place {i:N0}: the commitment is not that of chunk {challenges[i].Chunk:N0}, which the challenge names";
            claims[i] = new(opened.Commitment, challenges[i].Point, opened.Value, opened.Proof);
        }

        return new Kzg(KzgSrs.Ethereum).VerifyAll(claims) ? null : "an opening is false: who made the proof did not have these chunks";
    }
}
