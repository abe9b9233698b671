using System.Text.Json.Serialization;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Transcripts;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Weights;

/// <summary>Shows that whoever made it had all weights of a model: one value, at one point, of one polynomial that all chunks are folded into.</summary>
/// <remarks>
/// F = Σ z^(k·2³²)·fₖ over all chunks k (<see cref="FoldedVectors"/>), for a challenge z that knows the weights digest and a context. That the context is new shows that they had the weights after it was
/// known. A false opening passes with probability 2³²·n/r for n chunks.
/// </remarks>
/// <param name="WeightsDigest">Of which weights.</param>
/// <param name="Context">What the opening was made for: 32 bytes that the asker, or the statement around it, chose.</param>
/// <param name="Value">y = F(z).</param>
/// <param name="Proof">[(Fz(τ) − y)/(τ − z)]₁.</param>
public sealed record WeightsOpening(Sha256Digest WeightsDigest, Sha256Digest Context, Fr Value, G1Affine Proof) : IJsonFile
{
    public static string FormatName => "chainprov/weights-opening/v1";

    public static int MaxBytes => 4096;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <exception cref="InputException">The file is missing or is not an opening of weights.</exception>
    public static WeightsOpening Read(string path) => JsonFile.Read<WeightsOpening>(path);

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this);

    /// <summary>Why it is not an opening of these weights for this context; null if it is. One multi-scalar multiplication over all commitments, and two pairings.</summary>
    public string? Problem(WeightsCommitment weights, Sha256Digest context)
    {
        if (WeightsDigest != weights.Digest) return $"the opening is of the weights {WeightsDigest}, not {weights.Digest}";
        if (Context != context) return $"the opening was made for the context {Context}, not {context}";
        if (weights.Table.ChunkCount == 0) return "the weights are empty, so that there is nothing to open";
        Fr point = Point(WeightsDigest, Context);
        return new Kzg(KzgSrs.Ethereum).Verify(FoldedVectors.Fold(weights.Commitments, point), point, Value, Proof) ? null : "the opening is false: who made it did not have these weights";
    }

    /// <summary>z.</summary>
    internal static Fr Point(Sha256Digest weightsDigest, Sha256Digest context)
    {
        Transcript transcript = new(FormatName);
        transcript.Absorb("weights", weightsDigest.ToArray());
        transcript.Absorb("context", context.ToArray());
        return transcript.Challenge("z");
    }
}
